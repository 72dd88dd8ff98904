package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An ingest-service that is asked over HTTP.
 *
 * @param address its URL, without a path
 * @param key what its admin paths need; none where they are open
 */
record Service(URI address, Optional<String> key) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 15_000;

  /**
   * What it said.
   *
   * @param status the HTTP status
   * @param body the JSON
   */
  record Answer(int status, JsonNode body) {
    boolean isGood() {
      return status == HttpURLConnection.HTTP_OK;
    }

    /** Why it is not good: one sentence of the service. */
    String why() {
      String detail = body.path("detail").asText();
      return detail.isEmpty() ? "HTTP status " + status : detail;
    }
  }

  /**
   * Asks for a path.
   *
   * @throws IOException when there is no answer
   */
  Answer get(String path) throws IOException {
    var connection = (HttpURLConnection) address.resolve(path).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    connection.setRequestProperty("Accept", "application/json");
    key.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
    try {
      int status = connection.getResponseCode();
      InputStream body =
          status < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream();
      return new Answer(status, body == null ? JSON.createObjectNode() : read(body));
    } catch (IOException e) {
      throw new IOException("Cannot ask " + address + ": " + e.getMessage());
    } finally {
      connection.disconnect();
    }
  }

  private static JsonNode read(InputStream body) throws IOException {
    try (body) {
      return JSON.readTree(body);
    }
  }

  /** A text as part of a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
