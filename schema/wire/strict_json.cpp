#include "schema/wire/strict_json.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

namespace quaywatt::wire {
namespace {

constexpr std::size_t kSpeakableNameMaxBytes = 64;

/// Names of members come from outside and end up in logs: only plain ones are repeated.
bool speakable(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return name.size() <= kSpeakableNameMaxBytes && std::all_of(name.begin(), name.end(), plain);
}

/// Receives the parser's events and builds the tree. A `false` stops the parser; `defect` then says why.
class TreeBuilder {
 public:
  using Parser = nlohmann::json;

  explicit TreeBuilder(int max_depth) : max_depth_(static_cast<std::size_t>(max_depth)) {}

  bool null() { return place({}); }
  bool boolean(bool value) { return place({.type = JsonNode::Type::boolean, .boolean = value}); }
  bool number_integer(std::int64_t value) {
    if (value == 0) return refuse("bad_number", "-0 不是整数 / -0 is no whole number");
    return value < -kIntegerMax ? refuse_size() : place({.type = JsonNode::Type::integer, .integer = value});
  }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(kIntegerMax)) return refuse_size();
    return place({.type = JsonNode::Type::integer, .integer = static_cast<std::int64_t>(value)});
  }
  bool number_float(double, const std::string&) {
    return refuse("bad_number", "只接受整数 / only whole numbers are accepted");
  }
  bool string(std::string& value) { return place({.type = JsonNode::Type::text, .text = std::move(value)}); }
  bool binary(Parser::binary_t&) { return refuse("not_json", "不是 JSON / not JSON"); }

  bool start_object(std::size_t) { return open(JsonNode::Type::object); }
  bool start_array(std::size_t) { return open(JsonNode::Type::list); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    JsonNode& object = *open_.back();
    if (object.names.size() == kObjectMaxMembers) return refuse("too_many_fields", "字段过多 / too many fields");
    const bool twice = object.find(name) != nullptr;
    object.names.push_back(std::move(name));
    return !twice || refuse("duplicate_field", "字段重复 / the field appears twice");
  }

  bool parse_error(std::size_t byte, const std::string&, const Parser::exception& error) {
    const std::string at = std::to_string(byte);
    const bool number = error.id == 406;
    defect = Defect{number ? "bad_number" : "not_json", pointer(),
                        "第 " + at + " 字节处不是有效的 JSON / not valid JSON at byte " + at};
    return false;
  }

  JsonNode root;
  std::optional<Defect> defect;

 private:
  bool refuse(std::string reason, std::string text) {
    defect = Defect{std::move(reason), pointer(), std::move(text)};
    return false;
  }
  bool refuse_size() { return refuse("bad_number", "整数超出 ±(2^53−1) / whole number beyond ±(2^53−1)"); }

  /// Where the value being read stands.
  std::string pointer() const {
    std::string path;
    for (const JsonNode* node : open_) {
      if (node->type == JsonNode::Type::list) {
        const bool inside = node != open_.back() && !node->items.empty();
        path = pointer_to(path, std::to_string(node->items.size() - (inside ? 1U : 0U)));
      } else if (!node->names.empty()) {
        path = pointer_to(path, speakable(node->names.back()) ? node->names.back() : "…");
      }
    }
    return path;
  }

  JsonNode& put(JsonNode node) {
    if (open_.empty()) return root = std::move(node);
    // Only the innermost open node grows, and no open node lives inside its `items`: the pointers stay good.
    return open_.back()->items.emplace_back(std::move(node));
  }
  bool place(JsonNode node) {
    put(std::move(node));
    return true;
  }
  bool open(JsonNode::Type type) {
    if (open_.size() == max_depth_) return refuse("too_deep", "嵌套过深 / nested too deeply");
    open_.push_back(&put({.type = type}));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::size_t max_depth_;
  std::vector<JsonNode*> open_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  const auto index = static_cast<std::size_t>(found - names.begin());
  return index < items.size() ? &items[index] : nullptr;
}

std::variant<JsonNode, Defect> parse_json(std::string_view text, int max_depth) {
  if (text.starts_with("\xEF\xBB\xBF")) return Defect{"not_json", "", "以 BOM 开头 / starts with a BOM"};
  TreeBuilder builder(max_depth);
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.defect) return *builder.defect;
  if (!whole) return Defect{"not_json", "", "不是 JSON / not JSON"};
  return std::move(builder.root);
}

std::string pointer_to(std::string_view parent, std::string_view step) {
  std::string out(parent);
  out += '/';
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

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escaped.data();
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace quaywatt::wire
