"""Headings of tables of dated facts: focuses, routes and reach of organisations; asks and replies."""

from __future__ import annotations

from collections.abc import Mapping

#: Role → headings, as in :data:`huiyin.intake.columns.HEADINGS`.
FACT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "since": ("开始", "开始日期", "起始", "起始日期", "起", "自", "Since", "From", "Start", "Start date", "Begin", "Begins", "Valid from"),
    "until": ("结束", "结束日期", "终止", "终止日期", "止", "至", "Until", "To", "End", "End date", "Ends", "Valid until", "Valid to"),
    "year": ("年份", "年度", "年", "日期", "截至日期", "截至", "Year", "Date", "As of", "Day", "Reporting year"),
    "main": ("主要", "是否主要", "主要领域", "是否主要领域", "Main", "Is main", "Main focus", "Primary"),
    "professional": ("专业化", "专业", "Professional", "Professionalisation"),
    "grassroots": ("草根化", "草根", "Grassroots", "Grass roots"),
    "international": ("国际化", "国际", "International", "Internationalisation"),
    "foreign_funding": ("境外资金", "境外资金占比", "境外资金比例", "国外资金占比", "Foreign funding", "Funding abroad", "Funding from abroad"),
    "activity_abroad": ("境外活动", "境外活动占比", "境外活动比例", "Activity abroad", "Activities abroad"),
    "people_abroad": ("境外人员", "境外人员占比", "境外人员和伙伴占比", "境外员工和伙伴", "People abroad", "Staff abroad", "Staff or partners abroad"),
    "foreign_languages": ("外语", "外语占比", "工作语言中外语占比", "Foreign languages", "Languages beyond home", "Working languages beyond home"),
    "local_leadership": ("本地负责人", "本地负责人占比", "本地领导", "本地领导占比", "Local leadership", "Local leaders"),
    "domestic_funding": ("境内资金", "境内资金占比", "境内资金比例", "国内资金占比", "Domestic funding", "Local funding"),
    "local_decisions": ("本地决策", "本地决策占比", "本地决策和支出占比", "Local decisions", "Decisions and spending in local hands"),
    "local_outputs": ("本地语言成果", "本地语言成果占比", "Local outputs", "Outputs in local languages"),
    "direct": ("直接到达本地", "直接拨付本地占比", "Direct", "Direct to local actors", "Funding direct to local actors"),
    "one_intermediary": ("经一个中间机构", "经一级中间机构占比", "One intermediary", "Through one intermediary"),
    "countries": ("活动国家", "活动国家数", "活动国家和地区数", "国家数", "Countries", "Countries with activity", "Number of countries"),
    "body": ("民间一方", "社会组织", "网络", "组织", "机构名称", "组织名称", "Civil society body", "Network", "Organisation", "Organization", "Body"),
    "authority": ("国家机关", "政府部门", "主管部门", "有关部门", "部门", "机关", "受理机关", "受理单位", "行政机关", "Authority", "Department", "Ministry", "Public body"),
    "direction": ("方向", "往来方向", "Direction", "Way"),
    "day": ("日期", "往来日期", "发生日期", "时间", "Date", "Day", "Year", "年份"),
    "exchange": ("类型", "往来类型", "事项类型", "Kind", "Type", "Kind of exchange"),
    "asked": (
        "提出日期", "请求日期", "申请日期", "收到日期", "收件日期", "受理日期", "来文日期", "提出时间", "请求时间", "申请时间", "收到时间",
        "Asked", "Date asked", "Received", "Date received", "Requested", "Request date", "Date of request", "Date accepted", "Accepted on", "Sent", "Date sent", "Received date", "Sent date", "Opened",
    ),
    "replied": (
        "答复日期", "回复日期", "办结日期", "复函日期", "答复时间", "回复时间", "办结时间",
        "Replied", "Date replied", "Reply date", "Date of reply", "Answered", "Date answered", "Response date", "Date of response", "Date closed", "Closed", "Replied date", "Answered date", "Closed date",
    ),
    "extended": ("是否延期", "延期", "延长", "Extended", "Extension", "Is extended"),
    "acknowledged": ("签收日期", "收悉日期", "确认收到日期", "Acknowledged", "Date acknowledged", "Acknowledgement"),
}  # fmt: skip
