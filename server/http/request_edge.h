#pragma once
// One request from socket to answer: id, route, admission, gate, body, handler, answer, log line. Whatever goes wrong
// ends as an answer with the request's id; the program goes on (fault S5).

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <memory>

#include "server/http/connection_watch.h"
#include "server/http/port_settings.h"
#include "server/http/share_limit.h"

namespace quaywatt::server {

/// What all requests of a port share.
struct PortInside {
  PortSettings settings;
  Router router;
  Gate gate;
  Admission admission;
  ShareLimit by_address;
  ShareLimit by_agent;
  PortSurroundings surroundings;
  std::function<int()> queued;  ///< connections that wait for a thread now
};

class RequestEdge : public Poco::Net::HTTPRequestHandler {
 public:
  RequestEdge(PortInside& port, std::shared_ptr<ConnectionWatch::Guard> guard)
      : port_(port), guard_(std::move(guard)) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override;

 private:
  HttpAnswer answer(Poco::Net::HTTPServerRequest& request, HttpCall& call);
  std::optional<Admission::Ticket> admit();
  HttpAnswer routed(Poco::Net::HTTPServerRequest& request, HttpCall& call, const Route& route);
  std::optional<HttpAnswer> refused_body(Poco::Net::HTTPServerRequest& request, HttpCall& call, const Route& route);
  HttpAnswer busy(const HttpCall& call);
  HttpAnswer guarded(const HttpCall& call, const std::function<HttpAnswer()>& work);
  void send(const HttpAnswer& answer, const HttpCall& call, Poco::Net::HTTPServerResponse& response);
  void note(const HttpAnswer& answer, const HttpCall& call, std::chrono::nanoseconds took);

  PortInside& port_;
  std::shared_ptr<ConnectionWatch::Guard> guard_;
  bool body_read_ = false;
};

}  // namespace quaywatt::server
