#include "server/cli/inventory_options.h"

#include <functional>
#include <map>

namespace quaywatt::server {
namespace {

/// Takes the value of an option; false when it is not allowed.
using Take = std::function<bool(const std::string&)>;

template <typename Enum>
Take word_into(Enum& target) {
  return [&target](const std::string& text) {
    const auto value = domain::from_word<Enum>(text);
    if (value) target = *value;
    return value.has_value();
  };
}

template <typename Target>
Take text_into(Target& target) {
  return [&target](const std::string& text) {
    target = text;
    return !text.empty();
  };
}

struct OptionTable {
  std::map<std::string, Take, std::less<>> with_value;
  std::map<std::string, std::function<void()>, std::less<>> flags;
  std::function<bool(const std::string&)> positional = [](const std::string&) { return false; };
};

/// Applies `arguments` from `first` on; the text of the fault, or empty.
std::string apply(const OptionTable& table, std::span<const std::string> arguments, std::size_t first) {
  for (std::size_t i = first; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (const auto flag = table.flags.find(argument); flag != table.flags.end()) {
      flag->second();
    } else if (const auto option = table.with_value.find(argument); option != table.with_value.end()) {
      if (i + 1 == arguments.size()) return argument + ": 缺少取值 / needs a value";
      if (!option->second(arguments[++i])) return argument + ' ' + arguments[i] + ": 取值不对 / no such value";
    } else if (!argument.starts_with("--") && table.positional(argument)) {
      continue;
    } else {
      return argument + ": 不认识的参数 / unknown argument";
    }
  }
  return {};
}

InventoryInvocation parse_merge(std::span<const std::string> arguments) {
  MergeOptions options;
  OptionTable table;
  table.with_value["--out"] = text_into(options.out);
  table.positional = [&](const std::string& part) {
    options.parts.push_back(part);
    return true;
  };
  if (const std::string fault = apply(table, arguments, 1); !fault.empty()) return UsageFault{fault};
  if (options.parts.empty()) return UsageFault{"merge: 缺少汇总文件 / name the totals files to add"};
  return options;
}

InventoryInvocation parse_run(std::span<const std::string> arguments) {
  InventoryOptions options;
  OptionTable table;
  table.with_value = {{"--activity", text_into(options.activity)}, {"--factors", text_into(options.factors)},
                      {"--loads", text_into(options.load_table)},  {"--waters", word_into(options.waters)},
                      {"--power-law", word_into(options.power_law)}, {"--columns", text_into(options.columns)},
                      {"--out", text_into(options.out)},           {"--totals", text_into(options.totals)}};
  table.flags = {{"--no-rows", [&] { options.write_rows = false; }},
                 {"--skip-bad-rows", [&] { options.skip_bad_rows = true; }}};
  if (const std::string fault = apply(table, arguments, 0); !fault.empty()) return UsageFault{fault};
  if (options.activity.empty()) return UsageFault{"--activity: 缺少 / is missing"};
  if (options.factors.empty()) return UsageFault{"--factors: 缺少 / is missing"};
  if (!options.write_rows && !options.totals) return UsageFault{"--no-rows: 需要 --totals / needs --totals"};
  if (options.write_rows && options.totals == "-" && options.out == "-")
    return UsageFault{"--totals -: 与行输出冲突 / stdout already carries the rows; use --out or --no-rows"};
  return options;
}

}  // namespace

InventoryInvocation parse_inventory_options(std::span<const std::string> arguments) {
  for (const std::string& argument : arguments)
    if (argument == "--help" || argument == "-h") return HelpWanted{};
  if (!arguments.empty() && arguments.front() == "merge") return parse_merge(arguments);
  return parse_run(arguments);
}

std::string inventory_usage() {
  return R"(用法 / usage:
  quaywatt inventory --activity FILE|- --factors SET|DIR [options]
  quaywatt inventory merge A.json B.json ... [--out FILE|-]

  --activity FILE   活动表 CSV / activity table, - for stdin
  --factors SET     epa-2022, imo-2020, cn-inland, 或目录 / or a directory
  --loads TABLE     imo3, imo4, starcrest2016;默认由系数集给出 / default: the one the set names
  --waters W        inland (default), coastal: 10 %;open-sea: 15 % 裕度 / margin
  --power-law L     propeller (default), admiralty
  --columns LIST    输入无表头,列名如 LIST;输出亦无表头 / no header in the input nor in the output
  --out FILE        逐行结果,默认 stdout / rows, default stdout
  --no-rows         只要汇总 / totals only
  --totals FILE     汇总 JSON / totals as JSON, - for stdout
  --skip-bad-rows   坏行不影响退出码 / bad rows do not change the exit status

  退出码 / exit status: 0; 1 有坏行 / rows were refused; 2 无法运行 / could not run
)";
}

}  // namespace quaywatt::server
