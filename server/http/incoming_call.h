#pragma once
// The head of a request, from Poco's form into ours.

#include <Poco/Net/HTTPServerRequest.h>

#include "server/http/call.h"

namespace quaywatt::server {

/// Fills everything but body, route and agent. False when the address does not parse.
bool read_head(Poco::Net::HTTPServerRequest& request, HttpCall& call);

}  // namespace quaywatt::server
