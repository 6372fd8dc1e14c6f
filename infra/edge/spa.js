// Runs at the CDN before the default behaviour. Every path of the client is its one page: what names no file, and any chat.
function handler(event) {
  var request = event.request;
  var name = request.uri.substring(request.uri.lastIndexOf("/") + 1);
  if (name.indexOf(".") === -1 || request.uri.indexOf("/chat/") === 0) request.uri = "/index.html";
  return request;
}
