package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The JSON Schemas of declared event types, and what the service makes of such events. */
class SchemasTest {
  @Test
  void servesTheSchemaOfADeclaredType() throws Exception {
    try (RunningService service = new RunningService()) {
      assertThat(service.exchange("GET /v1/schemas/order_placed HTTP/1.0\r\n\r\n"))
          .contains("200 OK", "application/schema+json")
          .contains(json("'const' : 'order_placed'"), json("'description' : 'The article'"))
          .contains(json("[ 'CHF', 'EUR', 'GBP', 'USD' ]"));
      assertThat(service.exchange("HEAD /v1/schemas/order_placed HTTP/1.0\r\n\r\n"))
          .contains("200 OK");
    }
  }

  @Test
  void saysWhichTypesThereAreWhenOneIsNotDeclared() throws Exception {
    try (RunningService service = new RunningService()) {
      assertThat(service.exchange("GET /v1/schemas/nothing HTTP/1.0\r\n\r\n"))
          .contains("404", "application/problem+json", "accept_member, decline_member");
      assertThat(service.exchange("GET /v1/schemas/order_placed/x HTTP/1.0\r\n\r\n"))
          .contains("404", "There is nothing at this path");
      assertThat(service.exchange("GET /v1/schemas HTTP/1.0\r\n\r\n")).contains("404");
    }
  }
}
