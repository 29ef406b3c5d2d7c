#include "server/cli/assess_command.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <unordered_set>

#include "domain/rules/assess.h"
#include "domain/rules/cn_wuxi.h"
#include "server/cli/assessment_writer.h"
#include "server/cli/facts_reader.h"

namespace quaywatt::server {
namespace {

using nlohmann::json;

constexpr std::size_t kUnknownMembersShown = 20;

constexpr const char* kUsage =
    "用法 / usage: quaywatt assess FILE|-\n"
    "  FILE: JSON 数组，每项含 id 与 facts；- 为标准输入。逐行输出一个 JSON 对象。\n"
    "  FILE: a JSON array of cases with id and facts; - is standard input. One JSON object a line is written.\n";

/// Judges the cases of one document and remembers what it met.
class Run {
 public:
  Run(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

  void take(const ArrayElement& element) {
    const std::string pointer = "/" + std::to_string(element.index);
    if (element.too_long) {
      refuse(nullptr, {pointer, "案例超过 1 MiB / the case is longer than 1 MiB"});
      return;
    }
    const CaseJson read = read_case_json(element.text, pointer, element.place);
    const json id = shown_id(read.id);
    if (read.fault) {
      refuse(id, *read.fault);
    } else if (auto fault = wrong_frame(read, pointer)) {
      refuse(id, *fault);
    } else {
      judge(id, read.value["facts"], pointer + "/facts");
    }
  }

  void stop(const ArrayDefect& defect) {
    clean_ = false;
    err_ << "第" << defect.place.line << "行第" << defect.place.column << "列 / line " << defect.place.line
         << ", column " << defect.place.column << ": " << defect.text << "\n";
  }

  void stop_at_limit() {
    clean_ = false;
    err_ << "超过" << kCasesMax << "个案例，请分批 / more than " << kCasesMax << " cases, split them\n";
  }

  /// Whether every case was judged.
  bool finish() {
    if (unknown_members_ > kUnknownMembersShown) {
      err_ << "共" << unknown_members_ << "个未知字段 / " << unknown_members_ << " unknown members in all\n";
    }
    out_.flush();
    if (!out_) err_ << "无法写出结果 / the results cannot be written\n";
    return clean_ && out_.good();
  }

 private:
  static bool is_id(const json& id) {
    if (id.is_string()) {
      const auto& text = id.get_ref<const std::string&>();
      return !text.empty() && text.size() <= kIdMaxBytes;
    }
    return id.is_number_integer();
  }

  static json shown_id(const json& id) { return is_id(id) ? id : json(nullptr); }

  std::optional<InputFault> wrong_frame(const CaseJson& read, const std::string& pointer) {
    if (!read.value.is_object()) {
      return InputFault{pointer, "案例应为对象，含 id 与 facts / a case must be an object with id and facts"};
    }
    if (!is_id(read.id)) {
      const std::string limit = std::to_string(kIdMaxBytes);
      return InputFault{pointer + "/id", "id 应为文本（不超过" + limit + "字节）或整数 / id must be text (up to " + limit +
                                             " bytes) or a whole number"};
    }
    if (!ids_.insert(read.id.dump()).second) {
      return InputFault{pointer + "/id", "id 与前面的案例重复 / an earlier case has the same id"};
    }
    if (!read.value.contains("facts")) return InputFault{pointer + "/facts", "缺少必填内容 / is required"};
    return std::nullopt;
  }

  void judge(const json& id, const json& given, const std::string& pointer) {
    ReadingNotes notes;
    const domain::StayFacts facts = read_facts(given, pointer, notes);
    report_unknown(notes.unknown_members);
    if (notes.fault) {
      refuse(id, *notes.fault);
    } else {
      out_ << assessment_line(id, domain::assess(facts, domain::cn_wuxi_rules())) << '\n';
    }
  }

  void refuse(const json& id, const InputFault& fault) {
    clean_ = false;
    out_ << refusal_line(id, fault) << '\n';
  }

  void report_unknown(const std::vector<std::string>& members) {
    for (const auto& member : members) {
      if (++unknown_members_ > kUnknownMembersShown) continue;
      err_ << "未知字段，未采用 / unknown member, ignored: " << json(member).dump(-1, ' ', true) << "\n";
    }
  }

  std::ostream& out_;
  std::ostream& err_;
  std::unordered_set<std::string> ids_;
  std::size_t unknown_members_ = 0;
  bool clean_ = true;
};

int assess_all(std::istream& in, std::ostream& out, std::ostream& err) {
  Run run(out, err);
  CaseStream cases(in);
  while (true) {
    const auto next = cases.next();
    if (const auto* defect = std::get_if<ArrayDefect>(&next)) run.stop(*defect);
    const auto* element = std::get_if<ArrayElement>(&next);
    if (!element) break;
    if (element->index == kCasesMax) {
      run.stop_at_limit();
      break;
    }
    run.take(*element);
  }
  return run.finish() ? 0 : 1;
}

}  // namespace

int run_assess(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    out << kUsage;
    return 0;
  }
  if (arguments.size() != 1 || (arguments[0].starts_with("-") && arguments[0] != "-")) {
    err << kUsage;
    return 2;
  }
  if (arguments[0] == "-") return assess_all(in, out, err);
  std::ifstream file(arguments[0], std::ios::binary);
  if (!file || std::filesystem::is_directory(arguments[0])) {
    err << "无法打开文件 / the file cannot be opened: " << arguments[0] << "\n";
    return 2;
  }
  return assess_all(file, out, err);
}

}  // namespace quaywatt::server
