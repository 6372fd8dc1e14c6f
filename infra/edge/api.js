// Runs at the CDN before every call. A slash at the end of a path is optional, and the gateway's routes have none.
function handler(event) {
  var request = event.request;
  var end = request.uri.length;
  while (end > 1 && request.uri[end - 1] === "/") end--;
  request.uri = request.uri.substring(0, end);
  return request;
}
