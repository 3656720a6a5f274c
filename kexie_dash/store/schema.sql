-- The only thing between the write side and the read side. Years are INTEGER (SMALLINT arithmetic overflows).
-- Figures are exact decimals in base units: money in 元, ratios as fractions, people and times as counts.
-- No time of building stands in any table: the same input gives the same content, byte for byte.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE region (
    code VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    parent VARCHAR,
    population BIGINT,
    population_source VARCHAR
);

CREATE TABLE report (
    id VARCHAR PRIMARY KEY,
    file VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    body_code VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    project VARCHAR,
    publisher VARCHAR,
    received DATE,
    sha256 VARCHAR NOT NULL,
    -- NULL when the report was read; else the reason in Chinese
    unreadable VARCHAR,
    -- the id of a later report of the same body, year, kind and project: that one is compared
    superseded_by VARCHAR,
    line_count INTEGER NOT NULL,
    char_count INTEGER NOT NULL
);

CREATE TABLE document (report VARCHAR PRIMARY KEY, text VARCHAR NOT NULL);

-- What is searched: the units of a report (headings, paragraphs, rows) folded and without white space, one a line.
CREATE TABLE search_text (report VARCHAR PRIMARY KEY, chars VARCHAR NOT NULL, kinds VARCHAR NOT NULL);

-- unit: from 0, the line of search_text.chars. The spans joined are that line before it was folded.
CREATE TABLE search_unit (
    report VARCHAR NOT NULL,
    unit INTEGER NOT NULL,
    headings VARCHAR[] NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER,
    span_starts INTEGER[] NOT NULL,
    span_ends INTEGER[] NOT NULL
);

CREATE TABLE observation (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    report VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    metric VARCHAR,
    value DECIMAL(38, 10),
    unit VARCHAR,
    value_text VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,
    stage VARCHAR,
    level VARCHAR,
    full_mark DECIMAL(38, 10),
    criteria VARCHAR,
    indicator_path VARCHAR[],
    target_text VARCHAR,
    target DECIMAL(38, 10),
    actual_text VARCHAR,
    actual DECIMAL(38, 10),
    category VARCHAR,
    channel VARCHAR,
    coverage VARCHAR NOT NULL,
    is_total BOOLEAN NOT NULL,
    period VARCHAR NOT NULL,
    year INTEGER,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DECIMAL(4, 3) NOT NULL,
    sentence INTEGER NOT NULL
);

CREATE TABLE leftover (
    seq INTEGER NOT NULL,
    report VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER,
    quote VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE narrative (
    seq INTEGER NOT NULL,
    report VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER
);

-- The metric dictionary as it was when the file was built; lists are JSON arrays.
CREATE TABLE metric (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    topic VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    formula VARCHAR NOT NULL,
    numerator VARCHAR,
    denominator VARCHAR,
    breakdown VARCHAR[] NOT NULL,
    compared_within VARCHAR[] NOT NULL,
    limits VARCHAR[] NOT NULL,
    why VARCHAR NOT NULL,
    since VARCHAR NOT NULL,
    checked_by VARCHAR NOT NULL,
    declared_label VARCHAR,
    variants VARCHAR[] NOT NULL,
    examples VARCHAR[] NOT NULL
);

CREATE TABLE threshold (
    metric VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    value DECIMAL(38, 10) NOT NULL,
    side VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

-- One value a metric, report, project and breakdown. Grouping (bands, reasons) is made when values are
-- compared, by measures.comparability, because it depends on which values stand beside each other.
CREATE TABLE measure_value (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    metric VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    project VARCHAR,
    status VARCHAR NOT NULL,
    value DECIMAL(38, 10),
    low DECIMAL(38, 10),
    high DECIMAL(38, 10),
    bound VARCHAR NOT NULL,
    text VARCHAR,
    basis VARCHAR,
    declared DECIMAL(38, 10),
    declared_label VARCHAR,
    by_key VARCHAR[] NOT NULL,
    by_value VARCHAR[] NOT NULL,
    caveats VARCHAR[] NOT NULL
);

CREATE TABLE operand (
    value_id VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    value DECIMAL(38, 10),
    unit VARCHAR,
    bound VARCHAR NOT NULL,
    observation VARCHAR,
    source VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    line_first INTEGER,
    line_last INTEGER,
    page INTEGER,
    quote VARCHAR
);

-- One row a check made on a report, the gravest first; what it is held against stands in finding_evidence.
CREATE TABLE finding (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    report VARCHAR NOT NULL,
    "check" VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    declared DECIMAL(38, 10),
    expected DECIMAL(38, 10),
    tolerance DECIMAL(38, 10),
    unit VARCHAR,
    declared_text VARCHAR,
    expected_text VARCHAR,
    points DECIMAL(38, 10),
    wanting VARCHAR,
    nth INTEGER NOT NULL
);

-- The declared statement is seq 1; text[span_start:span_end] of the report's document is the quote.
CREATE TABLE finding_evidence (
    finding VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER,
    quote VARCHAR NOT NULL
);

-- Scoring systems as reports print them. scores: there is a rule for every point, so it scores any report.
CREATE TABLE rubric (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    report VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    full_mark DECIMAL(38, 10),
    note VARCHAR NOT NULL,
    scores BOOLEAN NOT NULL
);

CREATE TABLE rubric_indicator (
    rubric VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    path VARCHAR[] NOT NULL,
    level INTEGER NOT NULL,
    full_mark DECIMAL(38, 10),
    dimension VARCHAR NOT NULL,
    printed VARCHAR[] NOT NULL,
    has_rule BOOLEAN NOT NULL
);

-- Where the printed text of an indicator stands in the report of its rubric, piece by piece.
CREATE TABLE rubric_span (
    rubric VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_first INTEGER NOT NULL,
    line_last INTEGER NOT NULL,
    page INTEGER,
    quote VARCHAR NOT NULL
);

-- A report by a rubric: one row an indicator, its parts, and the statements each part was decided by.
CREATE TABLE rubric_score (
    seq INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY,
    rubric VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    full_mark DECIMAL(38, 10) NOT NULL,
    state VARCHAR NOT NULL,
    low DECIMAL(38, 10),
    high DECIMAL(38, 10),
    declared DECIMAL(38, 10),
    declared_by VARCHAR,
    note VARCHAR NOT NULL
);

CREATE TABLE rubric_part (
    score VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    points DECIMAL(38, 10) NOT NULL,
    state VARCHAR NOT NULL,
    low DECIMAL(38, 10) NOT NULL,
    high DECIMAL(38, 10) NOT NULL,
    measured VARCHAR NOT NULL,
    missing VARCHAR[] NOT NULL
);

CREATE TABLE rubric_input (
    score VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    value DECIMAL(38, 10),
    unit VARCHAR,
    bound VARCHAR NOT NULL,
    observation VARCHAR,
    source VARCHAR
);

CREATE TABLE rubric_total (
    rubric VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    declared DECIMAL(38, 10),
    declared_by VARCHAR
);
