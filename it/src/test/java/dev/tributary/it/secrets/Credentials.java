package dev.tributary.it.secrets;

import static dev.tributary.it.support.TestJson.json;

import java.util.ArrayList;
import java.util.List;

/** Every place in a request where clients, proxies and clouds put credentials. */
final class Credentials {
  private static final String EVENTS = "/v1/events";
  private static final String JSON = "Content-Type: application/json\r\n";

  /** Headers that say by their name that they are one. */
  private static final List<String> HEADERS =
      List.of(
          "Proxy-Authorization",
          "X-Forwarded-Authorization",
          "Cookie",
          "Set-Cookie",
          "Cookie2",
          "X-Api-Key",
          "api-key",
          "X-Auth-Token",
          "X-ACCESS-TOKEN",
          "X-CSRF-Token",
          "X-XSRF-TOKEN",
          "X-Amz-Security-Token",
          "X-Aws-Ec2-Metadata-Token",
          "X-Amzn-Oidc-Accesstoken",
          "X-Goog-Iap-Jwt-Assertion",
          "X-Goog-Api-Key",
          "Cf-Access-Jwt-Assertion",
          "Cf-Access-Client-Secret",
          "X-Ms-Token-Aad-Access-Token",
          "Ocp-Apim-Subscription-Key",
          "X-Functions-Key",
          "X-Vault-Token",
          "X-Gitlab-Token",
          "X-Shopify-Access-Token",
          "X-Session-Id",
          "Session_Key",
          "X-Registry-Auth",
          "Authentication-Info",
          "WWW-Authenticate",
          "X-Client-Secret",
          "X-Password",
          "X-Proxy-Passwd",
          "X-Credential",
          "Sec-WebSocket-Key");

  private final Token writeKey = Token.random();
  private final List<Credential> all = new ArrayList<>();
  private final List<Token> writeKeys = new ArrayList<>(List.of(writeKey));

  Credentials() {
    HEADERS.forEach(this::header);
    authorizations();
    urls();
    queries();
    segment();
  }

  List<Credential> all() {
    return all;
  }

  /** The lines of the service's file of keys. */
  List<String> keys() {
    var lines = new ArrayList<String>();
    writeKeys.forEach(key -> lines.add("key" + lines.size() + " " + key.text()));
    return lines;
  }

  /** An event whose own data has a field that looks like one: that is the client's to send. */
  Credential ownData() {
    Token token = Token.random();
    String data = json("'data':{'password':'" + token.text() + "'}");
    String body = json("{'event_type':'probe',") + data + "}";
    return new Credential(
        "data.password", token, 200, line("POST", EVENTS) + bearer() + JSON, body);
  }

  private void header(String name) {
    Token token = Token.random();
    String value = name.contains("ookie") ? "sid=" + token.text() : token.text();
    add(name, token, 200, line("POST", EVENTS) + bearer() + JSON + name + ": " + value + "\r\n");
  }

  private void authorizations() {
    Token bearer = key();
    add(
        "Bearer",
        bearer,
        200,
        line("POST", EVENTS) + JSON + authorization("Bearer", bearer.text()));
    Token user = key();
    String basic = Token.base64(user.text() + ":");
    add("Basic user", user, 200, line("POST", EVENTS) + JSON + authorization("Basic", basic));
    for (String scheme : List.of("Bearer", "Digest response=", "AWS4-HMAC-SHA256 Signature=")) {
      Token stranger = Token.random();
      String header = "Authorization: " + scheme + " " + stranger.text() + "\r\n";
      add("a stranger's " + scheme, stranger, 401, line("POST", EVENTS) + JSON + header);
    }
    Token stranger = Token.random();
    String encoded = Token.base64(stranger.text() + ":" + stranger.text());
    add(
        "a stranger's Basic",
        stranger,
        401,
        line("POST", EVENTS) + JSON + authorization("Basic", encoded));
  }

  private void urls() {
    for (String header : List.of("Referer", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri")) {
      for (String url : List.of("http://a.example/p?access_token=%s", "http://me:%s@a.example/p")) {
        Token token = Token.random();
        String value = header + ": " + url.formatted(token.text()) + "\r\n";
        add(header + " " + url, token, 200, line("POST", EVENTS) + bearer() + JSON + value);
      }
    }
    Token user = Token.random();
    String target = "http://me:" + user.text() + "@127.0.0.1" + EVENTS;
    add("user of the target", user, 400, line("POST", target) + bearer() + JSON);
  }

  private void queries() {
    for (String name : List.of("write_key", "write%5Fkey")) {
      Token own = key();
      add(name, own, 200, line("POST", EVENTS + "?" + name + "=" + own.text()) + JSON);
      Token beacon = key();
      add(
          name + " of a beacon",
          beacon,
          200,
          line("POST", EVENTS + "?" + name + "=" + beacon.text())
              + "Content-Type: text/plain\r\nOrigin: http://a.example\r\n");
      Token stranger = Token.random();
      String query = "?" + name + "=" + stranger.text();
      add("a stranger's " + name, stranger, 401, line("POST", EVENTS + query) + JSON);
      for (String path : List.of("/message?", "/v1/pixel.gif?event_type=probe&")) {
        Token key = key();
        String head = line("GET", path + name + "=" + key.text() + "&text=hello");
        all.add(new Credential(path + name, key, 200, head, ""));
      }
    }
  }

  private void segment() {
    String track = json("'event':'probe','anonymousId':'a'");
    Token batch = key();
    String inBatch =
        json("{'writeKey':'%s','batch':[{'type':'track',%s}]}").formatted(batch.text(), track);
    all.add(
        new Credential("batch.writeKey", batch, 200, line("POST", "/v1/batch") + JSON, inBatch));
    Token message = key();
    String inMessage = json("{'writeKey':'%s',%s}").formatted(message.text(), track);
    all.add(new Credential("writeKey", message, 200, line("POST", "/v1/track") + JSON, inMessage));
    Token user = key();
    String head =
        line("POST", "/v1/track") + JSON + authorization("Basic", Token.base64(user.text() + ":"));
    all.add(new Credential("Segment's Basic", user, 200, head, "{" + track + "}"));
    Token stranger = Token.random();
    String foreign = json("{'writeKey':'%s',%s}").formatted(stranger.text(), track);
    all.add(
        new Credential(
            "a stranger's writeKey", stranger, 401, line("POST", "/v1/t") + JSON, foreign));
  }

  private Token key() {
    Token key = Token.random();
    writeKeys.add(key);
    return key;
  }

  private void add(String kind, Token token, int status, String head) {
    all.add(new Credential(kind, token, status, head, json("{'event_type':'probe'}")));
  }

  private static String line(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
  }

  private String bearer() {
    return authorization("Bearer", writeKey.text());
  }

  private static String authorization(String scheme, String value) {
    return "Authorization: " + scheme + " " + value + "\r\n";
  }
}
