#include "server/cli/case_json.h"

#include <set>
#include <vector>

namespace quaywatt::server {
namespace {

using nlohmann::json;

/// Follows the parser: knows where it stands, stops it at a limit, and keeps the id in case it fails later.
class Watch {
 public:
  explicit Watch(std::string pointer) : root_(std::move(pointer)) {}

  /// Throws InputFault at a limit.
  void see(json::parse_event_t event, json& parsed) {
    using enum json::parse_event_t;
    switch (event) {
      case object_start:
      case array_start: open(event == object_start); break;
      case key: name(parsed.get_ref<const std::string&>()); break;
      case object_end:
      case array_end:
        open_.pop_back();
        leave_value();
        break;
      case value:
        if (open_.size() == 1 && open_.back().object && open_.back().name == "id") id = parsed;
        leave_value();
        break;
    }
  }

  /// Of the value that is being read.
  std::string pointer() const {
    std::string path = root_;
    for (const Level& level : open_) {
      if (!level.object) {
        path = step_into(path, std::to_string(level.index));
      } else if (level.inside) {
        path = step_into(path, level.name);
      }
    }
    return path;
  }

  json id;

 private:
  struct Level {
    bool object = false;
    bool inside = false;     ///< of an object: a member was named and its value is not over
    std::string name;        ///< of that member
    std::size_t index = 0;   ///< of an array: the element being read
    std::set<std::string> names;
  };

  void open(bool object) {
    if (open_.size() == kCaseMaxDepth) {
      throw InputFault{pointer(), "嵌套超过" + std::to_string(kCaseMaxDepth) + "层 / nested deeper than " +
                                      std::to_string(kCaseMaxDepth) + " levels"};
    }
    open_.push_back({});
    open_.back().object = object;
  }

  void name(const std::string& member) {
    Level& level = open_.back();
    level.inside = true;
    level.name = member;
    if (!level.names.insert(member).second) {
      throw InputFault{pointer(), "字段重复出现，请只保留一个 / the member appears twice, keep one"};
    }
  }

  void leave_value() {
    if (open_.empty()) return;
    open_.back().inside = false;
    ++open_.back().index;
  }

  std::string root_;
  std::vector<Level> open_;
};

/// `byte` counts from 1, as the parser does.
std::string broken_at(std::string_view text, std::size_t byte, TextPlace place) {
  for (const char c : text.substr(0, byte > 0 ? byte - 1 : 0)) place.pass(c);
  const std::string line = std::to_string(place.line);
  const std::string column = std::to_string(place.column);
  return "第" + line + "行第" + column + "列不是有效的 JSON 或 UTF-8 / not valid JSON or UTF-8 at line " + line +
         ", column " + column;
}

}  // namespace

std::string step_into(const std::string& pointer, std::string_view step) {
  std::string out = pointer + '/';
  for (const char c : step) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

CaseJson read_case_json(std::string_view text, const std::string& pointer, TextPlace place) {
  CaseJson read;
  Watch watch(pointer);
  const auto see = [&](int, json::parse_event_t event, json& parsed) {
    watch.see(event, parsed);
    return true;
  };
  try {
    read.value = json::parse(text, see);
  } catch (const InputFault& fault) {
    read.fault = fault;
  } catch (const json::parse_error& error) {
    read.fault = InputFault{watch.pointer(), broken_at(text, error.byte, place)};
  } catch (const json::out_of_range&) {
    read.fault = InputFault{watch.pointer(), "数值超出可表示的范围 / the number is too large to be held"};
  }
  read.id = std::move(watch.id);
  return read;
}

}  // namespace quaywatt::server
