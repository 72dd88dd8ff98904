package dev.tributary.it.secrets;

/**
 * A request that carries a credential.
 *
 * @param kind which
 * @param token its value
 * @param status what the service answers
 * @param head request line and headers, without those of the body
 */
record Credential(String kind, Token token, int status, String head, String body) {
  boolean isTaken() {
    return status == 200;
  }
}
