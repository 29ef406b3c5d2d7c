#include "server/cli/inventory_command.h"

#include <system_error>

#include "server/cli/line_reader.h"
#include "server/cli/inventory_merge.h"
#include "server/cli/inventory_options.h"
#include "server/cli/inventory_overlap.h"
#include "server/cli/inventory_tally.h"
#include "server/cli/inventory_text.h"
#include "server/cli/inventory_totals_json.h"
#include "server/cli/inventory_writer.h"
#include "server/factors/factor_sets.h"

namespace quaywatt::server {
namespace {

constexpr int kDone = 0;
constexpr int kRowsRefused = 1;
constexpr int kCouldNotRun = 2;

domain::ActivitySettings settings_of(const InventoryOptions& options, const domain::FactorSettings& factors) {
  const domain::Factor& margin =
      options.waters == Waters::open_sea ? factors.margin_open_sea_percent : factors.margin_sheltered_percent;
  return {margin.value, options.power_law};
}

/// What changes figures besides the factor set.
std::string scope_of(const InventoryOptions& options, const domain::FactorSettings& factors) {
  return "waters " + std::string(domain::word_of(options.waters)) + ", power law " +
         std::string(domain::word_of(options.power_law)) + ", loads " + factors.load_table;
}

class InventoryRun {
 public:
  InventoryRun(const InventoryOptions& options, const domain::FactorSet& factors, std::ostream& messages)
      : options_(options),
        factors_(factors),
        settings_(settings_of(options, factors.settings())),
        messages_(messages),
        tally_(factors, {domain::InventoryMethod::activity, scope_of(options, factors.settings()), factors.id()}) {}

  int run(const StandardStreams& streams) {
    InputFile in(options_.activity, streams);
    LineReader lines(in);
    const std::optional<ActivityHeader> header = read_header(lines);
    if (!header) return kCouldNotRun;
    OutputFile out(options_.write_rows ? options_.out : "-", streams);
    ByteSink sink(out);
    if (options_.write_rows && !options_.columns) write_inventory_header(sink);
    if (!compute_rows(lines, *header, sink)) return kCouldNotRun;
    sink.flush();
    out.finish();
    if (options_.totals) write_whole_file(*options_.totals, streams, write_totals(tally_.totals()));
    tell_outcome();
    return refused_ > 0 && !options_.skip_bad_rows ? kRowsRefused : kDone;
  }

 private:
  std::optional<ActivityHeader> read_header(LineReader& lines) {
    std::optional<ActivityHeader> header;
    if (options_.columns) {
      header = read_activity_header(*options_.columns);
    } else if (const auto line = lines.next()) {
      header = read_activity_header(line->text);
    } else {
      messages_ << options_.activity << ": 文件为空,缺少表头 / the file is empty, the header is missing\n";
      return std::nullopt;
    }
    if (!header->fault.empty()) {
      messages_ << options_.activity << ":1: " << header->fault << '\n';
      return std::nullopt;
    }
    if (!header->ignored.empty()) {
      messages_ << options_.activity << ":1: 忽略的列 / columns ignored:";
      for (const std::string& name : header->ignored) messages_ << ' ' << shown(name);
      messages_ << '\n';
    }
    return header;
  }

  /// False when the totals have too many cells.
  bool compute_rows(LineReader& lines, const ActivityHeader& header, ByteSink& sink) {
    RowParser parser(header, factors_);
    while (const auto line = lines.next()) {
      if (line->too_long) {
        refuse(line->number, {RowFaultKind::too_long, {}, {}, 0, 0, {}});
      } else if (!line->text.empty() && !compute_row(line->number, parser.parse(line->text), sink)) {
        return false;
      }
    }
    return true;
  }

  bool compute_row(std::size_t line, const std::variant<ActivityRow, RowFault>& parsed, ByteSink& sink) {
    if (const auto* fault = std::get_if<RowFault>(&parsed)) return refuse(line, *fault);
    const auto& row = std::get<ActivityRow>(parsed);
    if (overlap_.overlaps(row)) return refuse(line, {RowFaultKind::overlap, ActivityColumn::start, {}, 0, 0, {}});
    const auto outcome = domain::emissions_of(factors_, settings_, row.interval);
    if (const auto* refusal = std::get_if<domain::EmissionRefusal>(&outcome))
      return refuse(line, fault_of(*refusal, row));
    const auto& result = std::get<domain::ActivityResult>(outcome);
    ++computed_;
    if (options_.write_rows) write_inventory_row(sink, row.id, result);
    if (tally_.add(row, result)) return true;
    messages_ << options_.activity << ':' << line << ": " << describe(domain::MergeRefusal::too_many_cells) << '\n';
    return false;
  }

  RowFault fault_of(domain::EmissionRefusal refusal, const ActivityRow& row) const {
    RowFault fault{RowFaultKind::refused, {}, {}, 0, 0, refusal};
    if (refusal == domain::EmissionRefusal::size_unknown)
      fault.column = size_column(factors_.ship_classes()[row.interval.vessel.ship_class].size_unit);
    return fault;
  }

  /// True: the run goes on.
  bool refuse(std::size_t line, const RowFault& fault) {
    ++refused_;
    tally_.refuse();
    messages_ << options_.activity << ':' << line << ": " << describe(fault) << '\n';
    return true;
  }

  void tell_outcome() {
    const domain::FactorSetId id = factors_.id();
    messages_ << "quaywatt inventory: " << computed_ << " 行已算 / rows computed, " << refused_
              << " 行被拒 / refused; " << id.name << " sha256 " << id.sha256 << '\n';
    for (domain::Assumption assumption : domain::all_of<domain::Assumption>()) {
      const auto& count = tally_.totals().assumed_rows[assumption];
      if (count > 0)
        messages_ << "  假设 / assumed: " << domain::word_of(assumption) << ' ' << domain::to_decimal(count) << '\n';
    }
  }

  const InventoryOptions& options_;
  const domain::FactorSet& factors_;
  domain::ActivitySettings settings_;
  std::ostream& messages_;
  InventoryTally tally_;
  OverlapWatch overlap_;
  std::uint64_t computed_ = 0;
  std::uint64_t refused_ = 0;
};

/// A file that would be cut to nothing while it is read.
bool overwrites_input(const InventoryOptions& options) {
  if (options.activity == "-") return false;
  return is_same_file(options.activity, options.out) ||
         (options.totals && is_same_file(options.activity, *options.totals));
}

int run_activity(const InventoryOptions& options, const StandardStreams& streams, std::ostream& messages) {
  if (overwrites_input(options)) {
    messages << options.activity << ": 输出会覆盖输入 / the output would overwrite the input\n";
    return kCouldNotRun;
  }
  const FactorSetOrFaults factors = load_factor_set(options.factors, options.load_table);
  if (const auto* faults = std::get_if<std::vector<FactorFault>>(&factors)) {
    for (const FactorFault& fault : *faults) messages << to_text(fault) << '\n';
    return kCouldNotRun;
  }
  return InventoryRun(options, std::get<domain::FactorSet>(factors), messages).run(streams);
}

}  // namespace

int run_inventory(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& messages) {
  const StandardStreams streams{in, out};
  const InventoryInvocation invocation = parse_inventory_options(arguments);
  try {
    if (const auto* options = std::get_if<InventoryOptions>(&invocation))
      return run_activity(*options, streams, messages);
    if (const auto* options = std::get_if<MergeOptions>(&invocation))
      return merge_totals(*options, streams, messages) ? kDone : kCouldNotRun;
  } catch (const std::system_error& error) {
    messages << "quaywatt inventory: " << error.what() << '\n';
    return kCouldNotRun;
  }
  if (const auto* fault = std::get_if<UsageFault>(&invocation)) {
    messages << "quaywatt inventory: " << fault->text << "\n\n" << inventory_usage();
    return kCouldNotRun;
  }
  write_whole_file("-", streams, inventory_usage());
  return kDone;
}

}  // namespace quaywatt::server
