#pragma once
// One pass over an XML part of a workbook. Document types are refused, so that no entity is fetched or multiplied
// (fault X10).

#include <stdexcept>
#include <string>
#include <string_view>

namespace quaywatt::server {

struct XmlBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Attributes of the element that begins; valid during the call.
class XmlAttributes {
 public:
  virtual ~XmlAttributes() = default;
  /// Empty when absent; the name with its prefix, as written: "r:id".
  virtual std::string value(const std::string& name) const = 0;
};

/// Hears what the part holds; names without prefix.
class XmlSink {
 public:
  virtual ~XmlSink() = default;
  virtual void begin(const std::string& name, const XmlAttributes& attributes) = 0;
  virtual void end(const std::string& name) = 0;
  virtual void text(std::string_view characters) = 0;
};

/// Throws XmlBroken; whatever the sink throws passes through.
void scan_xml(std::string_view bytes, XmlSink& sink);

}  // namespace quaywatt::server
