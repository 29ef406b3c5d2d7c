#pragma once
// The words of the registers' choices: code for files and store, Chinese for people.

#include <array>

#include "domain/registers/field.h"

namespace quaywatt::domain {

inline constexpr std::array<Choice, 3> kWatersChoices{
    {{"yangtze_jiangsu", "长江干线"}, {"inland_canal", "内河"}, {"coastal", "沿海"}}};
inline constexpr std::array<Choice, 3> kBerthKindChoices{
    {{"port", "港口泊位"}, {"service_area", "水上服务区"}, {"anchorage", "锚地"}}};
inline constexpr std::array<Choice, 3> kCargoChoices{
    {{"general", "普通货物"}, {"dangerous", "危险货物"}, {"oil_gas_chemical", "油气化工"}}};
inline constexpr std::array<Choice, 6> kTerminalCargoChoices{{{"dry_bulk", "干散货"},
                                                              {"multi_purpose", "多用途"},
                                                              {"container", "集装箱"},
                                                              {"ro_ro", "滚装"},
                                                              {"passenger", "客运"},
                                                              {"liquid", "液体散货"}}};
inline constexpr std::array<Choice, 3> kUseChoices{{{"in_use", "在用"}, {"idle", "闲置"}, {"demolished", "拆除"}}};
inline constexpr std::array<Choice, 14> kVesselTypeChoices{{{"dry_bulk", "干散货船"},
                                                            {"multi_purpose", "多用途船"},
                                                            {"container", "集装箱船"},
                                                            {"ro_ro", "滚装船"},
                                                            {"passenger", "客船"},
                                                            {"tug", "拖轮"},
                                                            {"barge", "驳船"},
                                                            {"work_vessel", "工程船"},
                                                            {"public_service", "公务船"},
                                                            {"other", "其他"},
                                                            {"oil_tanker", "油船"},
                                                            {"chemical_tanker", "化学品船"},
                                                            {"liquefied_gas", "液化气船"},
                                                            {"other_liquid", "其他液货船"}}};
inline constexpr std::array<Choice, 4> kNavigationChoices{
    {{"inland", "内河"}, {"sea_river", "海进江"}, {"coastal", "沿海"}, {"sea", "远洋"}}};
inline constexpr std::array<Choice, 6> kFuelChoices{{{"diesel", "柴油"},
                                                     {"lng", "LNG"},
                                                     {"methanol", "甲醇"},
                                                     {"hydrogen", "氢"},
                                                     {"battery", "电池"},
                                                     {"other", "其他"}}};
inline constexpr std::array<Choice, 3> kEngineGroupChoices{
    {{"main", "主机"}, {"auxiliary", "辅机"}, {"boiler", "锅炉"}}};
inline constexpr std::array<Choice, 6> kTierChoices{{{"T0", "T0"},
                                                     {"T1", "T1"},
                                                     {"T2", "T2"},
                                                     {"T3", "T3"},
                                                     {"GB1", "国内第一阶段"},
                                                     {"GB2", "国内第二阶段"}}};
inline constexpr std::array<Choice, 9> kRetrofitChoices{{{"in_scope", "应改造"},
                                                         {"planned", "已列计划"},
                                                         {"contracted", "已签合同"},
                                                         {"installed", "已安装"},
                                                         {"surveyed", "检验签注"},
                                                         {"subsidised", "已补助"},
                                                         {"exempt", "免于改造"},
                                                         {"scrapped", "已拆解"},
                                                         {"deregistered", "已注销转籍"}}};
inline constexpr std::array<Choice, 5> kCompanyRoleChoices{{{"terminal", "港口经营人"},
                                                            {"supplier", "岸电供电企业"},
                                                            {"shipping", "水路运输经营者"},
                                                            {"agency", "船舶代理"},
                                                            {"inspection_body", "检测机构"}}};

}  // namespace quaywatt::domain
