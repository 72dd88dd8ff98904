package dev.tributary.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.json.JsonBytes;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any bytes as a query: its JSON, written as a query again, is the same JSON. */
final class QueryFuzzTest {
  @FuzzTest
  void isTheSameJsonAfterTheWayBack(byte[] bytes) {
    String query = new String(bytes, ISO_8859_1);
    QueryParameters parameters;
    try {
      parameters = QueryParameters.parse(query);
    } catch (IllegalArgumentException broken) {
      assertThat(broken).message().contains("query").doesNotContain("\n");
      assertThat(query).matches(text -> text.contains("%") || !text.chars().allMatch(c -> c < 128));
      return;
    }
    byte[] json = json(parameters);
    Map<?, ?> members = JsonValue.object(json);
    assertThat(JsonValue.names(json)).doesNotHaveDuplicates().hasSize(parameters.size());
    assertThat(json(QueryParameters.parse(query(members)))).isEqualTo(json);
  }

  private static byte[] json(QueryParameters parameters) {
    JsonBytes out = new JsonBytes(64).raw('{');
    parameters.writeMembers(out);
    return out.raw('}').toByteArray();
  }

  private static String query(Map<?, ?> members) {
    return members.entrySet().stream()
        .flatMap(
            member ->
                (member.getValue() instanceof List<?> all ? all : List.of(member.getValue()))
                    .stream().map(value -> encoded(member.getKey()) + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Object text) {
    return URLEncoder.encode(text.toString(), UTF_8);
  }
}
