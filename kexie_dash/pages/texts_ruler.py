"""Words of 同一把尺子."""

from __future__ import annotations

RULER_LEAD = (
    "各单位按自己的表打分，分数不能直接比。这里把自评归到共同维度上，"
    "再用印有规则的评分体系，按报告写明的数字给每份报告打分。"
)
RULER_HINT = (
    "能算到哪里就算到哪里：没有写明的数字不猜，需人评定的部分从 0 分到满分都可能。自评分始终并列，不被替换。"
)
RUBRIC_CHOICE = "评分体系"
UNKNOWN_RUBRIC = "没有这个能打分的评分体系：{shown}。"
NO_RUBRIC = "还没有印出评分规则的评分体系"
NO_RUBRIC_REMEDY = "在 definitions/rubrics 下加入一个印有规则的评分体系，再运行 make build。"
NO_LOST = "{who}没有印出各项分值，看不出失分在哪一类（未载明）。"
INDICATORS_OF = "{who}：{count} 个指标逐项"
INDICATORS_HINT = "规则来自《{title}》，逐字照录，点“规则原文”展开；数字点开看依据。"
INDICATOR, USED, BY_RULE, SELF, WANTING = "指标", "用到的数字", "按规则", "自评", "缺什么"
RULE_TEXT = "规则原文"
JUDGED = "由人评定"
NOT_GIVEN = "未单列"
DECLARED_ABOVE, DECLARED_BELOW = "高出规则 {points} 分", "低于规则 {points} 分"
OTHER_RUBRICS = "只记录结构的评分体系"
OTHER_RUBRIC = "{title}：{count} 项，{note}。"

RANGES_DEFINITION = (
    "按评分细则逐项打分：规则用到的数字齐全的给定分，缺数字或要人判断的给最低到最高可能的分，各项相加。"
    "自评分是报告自己写的，不参与计算。"
)
