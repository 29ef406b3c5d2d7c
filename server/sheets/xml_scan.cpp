#include "server/sheets/xml_scan.h"

#include "Poco/SAX/Attributes.h"
#include "Poco/SAX/DefaultHandler.h"
#include "Poco/SAX/LexicalHandler.h"
#include "Poco/SAX/SAXException.h"
#include "Poco/SAX/SAXParser.h"

namespace quaywatt::server {
namespace {

using Poco::XML::XMLString;

class PocoAttributes : public XmlAttributes {
 public:
  explicit PocoAttributes(const Poco::XML::Attributes& attributes) : attributes_(attributes) {}
  std::string value(const std::string& name) const override { return attributes_.getValue(name); }

 private:
  const Poco::XML::Attributes& attributes_;
};

class Scan : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
 public:
  explicit Scan(XmlSink& sink) : sink_(sink) {}

  void startElement(const XMLString&, const XMLString& name, const XMLString&,
                    const Poco::XML::Attributes& attributes) override {
    sink_.begin(name, PocoAttributes(attributes));
  }
  void endElement(const XMLString&, const XMLString& name, const XMLString&) override { sink_.end(name); }
  void characters(const Poco::XML::XMLChar text[], int start, int length) override {
    sink_.text({text + start, static_cast<std::size_t>(length)});
  }

  void startDTD(const XMLString&, const XMLString&, const XMLString&) override {
    throw XmlBroken("a document type is not read");
  }
  void endDTD() override {}
  void startEntity(const XMLString&) override {}
  void endEntity(const XMLString&) override {}
  void startCDATA() override {}
  void endCDATA() override {}
  void comment(const Poco::XML::XMLChar*, int, int) override {}

 private:
  XmlSink& sink_;
};

}  // namespace

void scan_xml(std::string_view bytes, XmlSink& sink) {
  Scan scan(sink);
  Poco::XML::SAXParser parser;
  parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, true);
  parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACE_PREFIXES, true);
  parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_GENERAL_ENTITIES, false);
  parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_PARAMETER_ENTITIES, false);
  parser.setContentHandler(&scan);
  parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER, static_cast<Poco::XML::LexicalHandler*>(&scan));
  try {
    parser.parseMemoryNP(bytes.data(), bytes.size());
  } catch (const Poco::XML::SAXException& exception) {
    throw XmlBroken(exception.displayText());
  }
}

}  // namespace quaywatt::server
