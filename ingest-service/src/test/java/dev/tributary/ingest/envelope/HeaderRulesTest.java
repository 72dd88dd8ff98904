package dev.tributary.ingest.envelope;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.http1.head.HeadsForTests;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "X-Auth-Token",
        "X-Amz-Security-Token",
        "X-Forwarded-Access-Token",
        "X-Client-Secret",
        "X-Goog-Iap-Jwt-Assertion",
        "CF-Access-JWT",
        "X-SAML-Assertion",
        "X-Session-Id",
        "PHPSESSION",
        "X-CSRF-Token",
        "csrf",
        "X-Apikey",
        "x-functions-KEY",
        "X-Cookies",
        "X-Password",
        "Proxy-Passwd",
        "X-CREDENTIALS",
        "X-Client-Ip",
        "Fastly-Client-IP",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Forwarded-For",
        "Forwarded",
        "CloudFront-Viewer-Address",
        "X-Original-Forwarded-For",
        "Client-Ip"
      })
  void keepsCredentialsAndAddressesOut(String name) {
    assertThat(fields(name + ": s3cret\r\n", Set.of(), Addresses.NONE)).doesNotContain("s3cret");
    assertThat(fields(name + ": s3cret\r\n", Set.of(name), Addresses.NONE))
        .as("headers.keep does not bring them back")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User-Agent",
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Origin",
        "Content-Type",
        "Sec-CH-UA",
        "DNT",
        "X-Requested-With",
        "Connection",
        "Ship",
        "X-Tok",
        "X-Sess",
        "X-Pass"
      })
  void storesOtherHeaders(String name) {
    assertThat(fields(name + ": value\r\n", Set.of(), Addresses.NONE))
        .containsIgnoringCase(json("'" + name + "':'value'"));
  }

  @Test
  void storesAddressesWhenTheyAreCaptured() {
    String headers = "X-Forwarded-For: 10.0.0.1\r\nX-Real-IP: 10.0.0.2\r\nX-Ip-Key: s3cret\r\n";

    assertThat(fields(headers, Set.of(), Addresses.FULL))
        .contains("10.0.0.1", "10.0.0.2")
        .doesNotContain("s3cret");
    assertThat(fields(headers, Set.of(), Addresses.TRUNCATED))
        .doesNotContain("10.0.0.1", "10.0.0.2");
  }

  @Test
  void storesOnlyWhatIsKept() {
    assertThat(fields("User-Agent: a\r\nX-Other: b\r\n", Set.of("user-agent"), Addresses.NONE))
        .isEqualTo(json(",'User-Agent':'a'"));
  }

  @Test
  void leavesQueryAndUserOfUrlsOut() {
    assertThat(fields("Referer: https://shop.example/a/b?write_key=s3cret#s3cret\r\n"))
        .contains(json("'Referer':'https://shop.example/a/b'"));
    assertThat(fields("Referer: https://user:s3cret@shop.example/a@b\r\n"))
        .contains(json("'Referer':'https://shop.example/a@b'"));
    assertThat(fields("X-Original-URI: /message?write_key=s3cret\r\nReferer: ?s3cret\r\n"))
        .contains(json("'X-Original-Uri':'/message'"), json("'Referer':''"));
  }

  private static String fields(String headers) {
    return fields(headers, Set.of(), Addresses.NONE);
  }

  private static String fields(String headers, Set<String> kept, Addresses addresses) {
    HeaderFields fields =
        new HeaderFields(
            new HeaderRules(Set.of("Host"), kept, addresses),
            new ClientAddress(Addresses.NONE, ""));
    String head = "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    return new String(fields.json(HeadsForTests.parse(head), () -> ""), UTF_8);
  }
}
