#include "server/cli/figures_ais.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/rules/cn_wuxi.h"
#include "domain/time/shanghai.h"
#include "server/cli/ais_words.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;
using domain::StayAgreement;

std::string agreement_text(StayAgreement agreement) {
  switch (agreement) {
    case StayAgreement::agree: return "一致 agree";
    case StayAgreement::differ: return "不一致 differ";
    case StayAgreement::other_berth: return "泊位不同 other berth";
    case StayAgreement::only_ais: return "仅 AIS only AIS";
    case StayAgreement::only_declared: return "仅申报 only declared";
  }
  return "?";
}

std::string end_text(const std::optional<domain::Instant>& at) {
  return at ? domain::format_shanghai(*at) : "在泊 alongside";
}

/// Minutes by which the declared end lies behind the positions'; only what is beyond the tolerance.
std::string difference_text(const std::optional<domain::EndDifference>& difference) {
  if (!difference || !difference->shown) return "-";
  const auto after = difference->declared_after_ais;
  const std::string minutes = minutes_text(after < domain::Millis{0} ? -after : after);
  return (after < domain::Millis{0} ? "-" : "+") + minutes + (difference->explained_by_gap ? " (无信号 unseen)" : "");
}

std::string_view doubt_word(domain::DepartureDoubt doubt) {
  switch (doubt) {
    case domain::DepartureDoubt::none: return "none";
    case domain::DepartureDoubt::load_after_departure: return "load_after_departure";
    case domain::DepartureDoubt::declared_after_departure: return "declared_after_departure";
  }
  return "none";
}

std::string doubt_text(domain::DepartureDoubt doubt) {
  return doubt == domain::DepartureDoubt::load_after_departure
             ? "待核实 needs_review: AIS 离泊后电表仍有负荷 load after the AIS departure"
             : "待核实 needs_review: 申报在泊至 AIS 离泊之后 declared alongside after the AIS departure";
}

std::string remarks(const ComparedStay& stay) {
  std::vector<std::string> texts;
  if (stay.ais) {
    if (stay.ais->stay.identity_doubtful) texts.emplace_back("身份存疑 identity doubtful");
    if (stay.ais->stay.tracking_lost) texts.emplace_back("跟踪中断 tracking lost");
    if (stay.ais->vessel.identity.empty()) texts.emplace_back("未登记船舶 not in the register");
    if (!stay.ais->vessel.suggested_identity.empty()) {
      texts.push_back("或为 perhaps " + terminal_safe(stay.ais->vessel.suggested_name) + " " +
                      terminal_safe(stay.ais->vessel.suggested_identity));
    }
  }
  if (stay.comparison.one_still_open) texts.emplace_back("一方仍在泊 one side still alongside");
  if (stay.doubt != domain::DepartureDoubt::none) texts.push_back(doubt_text(stay.doubt));
  if (stay.proposed_end) {
    texts.push_back("建议结束供电 proposed end of supply " + stay.proposed_for->text() + ": " +
                    domain::format_shanghai(stay.proposed_end->end_at) + "，待操作员确认 for the operator to confirm");
  }
  std::vector<std::string_view> views(texts.begin(), texts.end());
  return joined_words(views);
}

json optional_instant(const std::optional<domain::Instant>& at) {
  return at ? json(domain::format_instant(*at)) : json(nullptr);
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json difference_json(const std::optional<domain::EndDifference>& difference) {
  if (!difference) return nullptr;
  return {{"declared_after_ais_ms", difference->declared_after_ais.count()},
          {"shown", difference->shown},
          {"explained_by_gap", difference->explained_by_gap}};
}

json ais_json(const AisStayFigure& figure) {
  const AisStayEntry& stay = figure.stay;
  return {{"mmsi", stay.name.mmsi},
          {"vessel", text_or_null(figure.vessel.name)},
          {"vessel_identity", text_or_null(figure.vessel.identity)},
          {"said_name", text_or_null(figure.vessel.said_name)},
          {"suggested_identity", text_or_null(figure.vessel.suggested_identity)},
          {"berth", stay.name.berth},
          {"arrived_at", domain::format_instant(stay.name.arrived_at)},
          {"departed_at", optional_instant(stay.departed_at)},
          {"last_alongside_at", domain::format_instant(stay.last_alongside_at)},
          {"arrived_earliest", optional_instant(stay.arrived_earliest)},
          {"departed_latest", optional_instant(stay.departed_latest)},
          {"evidence", evidence_word(stay.evidence)},
          {"identity_doubtful", stay.identity_doubtful},
          {"tracking_lost", stay.tracking_lost}};
}

json stay_json(const ComparedStay& stay) {
  json line = {{"agreement", domain::agreement_name(stay.comparison.agreement)}};
  line["ais"] = stay.ais ? ais_json(*stay.ais) : json(nullptr);
  line["declared"] = stay.declared ? json{{"stay", stay.declared->id.text()},
                                          {"vessel", stay.declared->vessel_name},
                                          {"berth", stay.declared->berth},
                                          {"arrived_at", domain::format_instant(stay.declared->arrived_at)},
                                          {"departed_at", optional_instant(stay.declared->departed_at)}}
                                   : json(nullptr);
  line["arrival"] = difference_json(stay.comparison.arrival);
  line["departure"] = difference_json(stay.comparison.departure);
  line["one_still_open"] = stay.comparison.one_still_open;
  const bool doubted = stay.doubt != domain::DepartureDoubt::none;
  line["review"] = doubted ? json{{"outcome", "needs_review"}, {"reason", doubt_word(stay.doubt)}} : json(nullptr);
  line["proposed_end"] = stay.proposed_end
                             ? json{{"session", stay.proposed_for->text()},
                                    {"end_at", domain::format_instant(stay.proposed_end->end_at)},
                                    {"departed_at", domain::format_instant(stay.proposed_end->departed_at)}}
                             : json(nullptr);
  return line;
}

}  // namespace

void write_ais_table(std::ostream& out, const std::vector<ComparedStay>& stays) {
  TextTable table({{"船舶 vessel"},
                   {"泊位 berth"},
                   {"AIS 靠泊 arrived"},
                   {"AIS 离泊 departed"},
                   {"分钟 min", Align::right},
                   {"证据 evidence"},
                   {"与申报 vs declared"},
                   {"靠泊差 min", Align::right},
                   {"离泊差 min", Align::right},
                   {"备注 remarks"}});
  for (const auto& stay : stays) {
    const auto& comparison = stay.comparison;
    const std::string agreement = agreement_text(comparison.agreement);
    if (stay.ais) {
      const AisStayEntry& seen = stay.ais->stay;
      const std::string minutes = minutes_text(seen.last_alongside_at - seen.name.arrived_at);
      table.add({terminal_safe(vessel_text(stay.ais->vessel)), terminal_safe(seen.name.berth),
                 domain::format_shanghai(seen.name.arrived_at), end_text(seen.departed_at),
                 seen.departed_at ? minutes : minutes + "+", std::string(evidence_text(seen.evidence)), agreement,
                 difference_text(comparison.arrival), difference_text(comparison.departure), remarks(stay)});
    } else {
      table.add({terminal_safe(stay.declared->vessel_name), terminal_safe(stay.declared->berth), "-", "-", "-", "-",
                 agreement, "-", "-", remarks(stay)});
    }
  }
  table.print(out);
}

void write_ais_json(std::ostream& out, const std::vector<ComparedStay>& stays) {
  for (const auto& stay : stays) out << stay_json(stay).dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
}

void write_feeds(std::ostream& out, const std::optional<AisTrackingState>& state,
                 const std::vector<AisFeedCount>& counts) {
  if (!state) return;
  TextTable table({{"数据源 feed"}, {"结果 what became of its lines"}, {"条数 lines", Align::right}});
  for (const auto& count : counts) {
    if (count.total > 0) table.add({count.feed, count.cause, std::to_string(count.total)});
  }
  table.print(out);
  out << "等待 waiting " << state->waiting << ", 溢出丢弃 dropped " << state->dropped << ", 自 since "
      << domain::format_shanghai(state->started_at) << "\n";
}

int print_ais(ServerStores& stores, const StayQuery& period, bool as_json, std::ostream& out) {
  AisFiguresStore& positions = stores.ais_figures();
  const auto seen = positions.ais_stays(period);
  const auto declared = stores.figures().stays(period);
  const auto load_of = [&](const LineId& session) { return positions.supply_load(session); };
  const auto compared = compare_with_positions(seen, declared, load_of, domain::cn_wuxi_rules());
  if (as_json) {
    write_ais_json(out, compared);
    return 0;
  }
  write_ais_table(out, compared);
  write_feeds(out, positions.tracking(), positions.feed_counts());
  return 0;
}

}  // namespace quaywatt::server
