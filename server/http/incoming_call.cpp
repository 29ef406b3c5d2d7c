#include "server/http/incoming_call.h"

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/URI.h>

#include "server/http/tls.h"

namespace quaywatt::server {

bool read_head(Poco::Net::HTTPServerRequest& request, HttpCall& call) {
  call.method = request.getMethod();
  call.remote_address = request.clientAddress().host().toString();
  call.remote_is_loopback = request.clientAddress().host().isLoopback();
  for (const auto& [name, value] : request) call.headers.emplace(name, value);
  if (auto* with_socket = dynamic_cast<Poco::Net::HTTPServerRequestImpl*>(&request)) {
    call.peer = peer_certificate(with_socket->socket());
  }
  try {
    const Poco::URI uri(request.getURI());
    call.path = uri.getPath();
    call.query = uri.getRawQuery();
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }
}

}  // namespace quaywatt::server
