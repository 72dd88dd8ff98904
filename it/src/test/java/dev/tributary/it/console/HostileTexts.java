package dev.tributary.it.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Texts that change the page when it does not take them as text. */
final class HostileTexts {
  static final String IMAGE = "<img src=x onerror=\"document.title='run'\">";

  static final List<String> ALL =
      List.of(
          IMAGE,
          "<script>document.title='run'</script>",
          "<svg onload=\"document.title='run'\"></svg>",
          "</td></tr></table></section><script>document.title='run'</script>",
          "\"><iframe srcdoc=\"<script>parent.document.title='run'</script>\"></iframe>",
          "' autofocus onfocus='document.title=\"run\"",
          "<style>body { display: none }</style>",
          "<base href=\"https://example.invalid/\">",
          "<meta http-equiv=\"refresh\" content=\"0;url=https://example.invalid/\">",
          "<link rel=\"stylesheet\" href=\"https://example.invalid/x\">");

  /** How many elements of the page only such a text could have made. */
  static final String FOREIGN_ELEMENTS =
      "document.querySelectorAll('body script, body style, body link, img, iframe, base, object,"
          + " meta[http-equiv], [onload], [onerror], [onfocus]').length";

  private HostileTexts() {}

  /** A script that puts them in place of each text that the service answers. */
  static String inAllAnswers() {
    return """
    (() => {
      const texts = %s;
      let next = 0;
      const spoil = (value) => typeof value === 'string' ? texts[next++ %% texts.length]
          : Array.isArray(value) ? value.map(spoil)
          : value && typeof value === 'object'
              ? Object.fromEntries(Object.entries(value).map(([key, of]) => [key, spoil(of)]))
              : value;
      const ask = window.fetch;
      window.fetch = async (...of) => {
        const answer = await ask(...of);
        return new Response(JSON.stringify(spoil(await answer.json())), {status: answer.status});
      };
    })()
    """
        .formatted(new ObjectMapper().valueToTree(ALL));
  }
}
