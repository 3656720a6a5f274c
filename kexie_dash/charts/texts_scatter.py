"""Words of scatters: axes, groups, who is not drawn, and what both figures say."""

from __future__ import annotations

# Axes, groups and who is not drawn
VERTICAL = "纵轴：{label}"
HORIZONTAL = "横轴：{label}"
TOO_DENSE = "点太密，没有写在图上的：{names}"
NOT_DRAWN = "没有画出（{why}）：{names}"
GROUPS_WITHOUT_PAIRS = "没有成对数值的分组"
GROUP_OF_POINTS = "{group}（{count} 个点）"
FURTHER_GROUPS = "另有 {count} 组没有画出，见数据表，或选年度：{named}"
AND_BODIES_IN_ALL = "等 {count} 家"
FIGURES_OF_YEAR = "{figures}（{year}）"

# Why a figure is missing
SEVERAL_OF = "{label}有多项"
NONE_OF = "{label}没有这一项"
NOT_A_NUMBER = "{label}不是数字"

# The words around
NO_CAUSE = "两项放在一张图上只为对照，不说明一项影响另一项。"
AXES = "横 {x}，纵 {y}"
BOUND_ARROWS = "→ 至少，← 至多"
FEW_LABELLED = "只标出本单位、同伴和离群的单位（超出四分位距的1.5倍，以及最高、最低），其余见数据表"
HOLLOW_OR_PENDING = "空心点在本组内不可比或待核：{names}。"
SCATTER_ALT = "{title}。{x}与{y}散点图。{groups}。"
POINT = "{who} {x} {first}，{y} {second}{more}"
DASHED_ARE_MEDIANS = "虚线为组内中位数"
SAME_ON_LINE = "斜线上的{quotient}相同"
NOBODY_STATES_BOTH = "没有同时写明{x}和{y}的报告"
BY_STATED_NUMBERS = "按写明的数，"
LOWEST_AND_HIGHEST = "{group}：{hedge}{count}家的{quotient}从{low} 到{high}"
ABOVE_AND_BELOW = "{group}：{count}家可比单位中，{above}家两项都高于组内中位数，{below}家两项都低于"
ONLY = "只有"
WHO_STATES_BOTH = "{group}：{only}{listed}同时写明{x}和{y}"
