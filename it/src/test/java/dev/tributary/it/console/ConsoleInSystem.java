package dev.tributary.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.it.browser.BrowserPage;
import dev.tributary.it.browser.BrowserPage.Key;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.runners.processes.home.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, over a system that runs and to which nobody else sends meanwhile.
 * Its pictures are in {@code it/target/console}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ConsoleInSystem {
  private static final Duration SHOWN = Duration.ofMinutes(4);
  private static final String DONE = "✓ done";

  private ConsolePage console;
  private BrowserPage page;
  private PrestoSql presto;
  private OwnEvents own;

  /** The system. */
  protected abstract Endpoints system();

  @BeforeAll
  void open() throws IOException {
    presto = new PrestoSql(system().presto());
    console = ConsolePage.of(system().http());
    page = console.page();
  }

  @AfterAll
  void close() throws IOException {
    if (console != null) {
      console.close();
    }
  }

  @BeforeEach
  void asADesktop() {
    page.resize(1100, 900);
    page.prefer("light");
  }

  @AfterEach
  void didNothingThatThePageMayNot() {
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests())
        .allMatch(url -> url.startsWith(console.address() + "/") || url.equals("about:blank"));
  }

  @Test
  @Order(1)
  void flowShowsWhatWasSent() throws Exception {
    console.open("flow");
    console.chooseDay();
    Map<String, Long> before = new TreeMap<>();
    Await.until(
        "all that was sent before is queryable",
        SHOWN,
        () -> {
          before.clear();
          before.putAll(console.flow());
          String scope = String.join(" ", page.texts("#flow-scope"));
          return scope.contains(" is followed.")
              && !scope.contains("being read")
              && before.get("In Kafka") == 0
              && before.get("Queryable").equals(before.get("account: rows"));
        });

    own = OwnEvents.send(console.address(), system().kafka());
    Map<String, Long> expected = new TreeMap<>(before);
    OwnEvents.growth().forEach((name, count) -> expected.merge(name, count, Long::sum));
    Await.until(
        "Flow shows what was sent",
        SHOWN,
        () -> {
          Map<String, Long> seen = console.flow();
          if (!seen.equals(expected)) {
            throw new IllegalStateException("It shows " + seen + " and not " + expected);
          }
          return true;
        });

    assertThat(console.cells("#types tbody tr")).contains(OwnEvents.ofType());
    assertThat(presto.number("SELECT count(*) FROM events"))
        .isEqualTo(expected.get("account: rows"));
    assertThat(presto.number("SELECT count(*) FROM dead_letters"))
        .isEqualTo(expected.get("account: dead letters"));
    String metrics = metrics();
    for (String term : List.of("accepted", "rows", "dead letters", "duplicates", "lost")) {
      assertThat(metrics)
          .contains(
              "tributary_ledger_records{term=\"%s\"} %d\n"
                  .formatted(term.replace(' ', '_'), expected.get("account: " + term)));
    }
    console.picture("flow");
  }

  @Test
  @Order(2)
  void findShowsCommitFileAndRow() throws Exception {
    String receipt = own.row();
    CommitOf commit = CommitOf.receipt(receipt, system().kafka());
    console.open("find/" + receipt);
    List<String> steps = console.awaitSteps(4);

    assertThat(steps).allMatch(step -> step.contains(DONE));
    assertThat(steps.get(0)).contains("In Kafka", place(receipt));
    assertThat(steps.get(1))
        .endsWith("\nCommit " + commit.sequence())
        .contains(shown(Instant.parse(commit.at())));
    String file = steps.get(3).substring(steps.get(3).lastIndexOf(' ') + 1).strip();
    assertThat(commit.files()).contains(file);
    List<String> sql = page.texts("#found > pre");
    assertThat(page.texts("#found > h3")).containsExactly("Presto", "DuckDB", "Spark SQL");
    assertThat(presto.rows(sql.get(0))).hasSize(1);
    assertThat(presto.rows(ShownSql.text("text", sql.get(0)))).containsExactly(List.of("first"));
    assertThat(ShownSql.idsByDuckDb(sql.get(1), system().lake())).containsExactly("own-39");
    console.picture("find");
  }

  @Test
  @Order(2)
  void findShowsWhyAnEventHasNoRow() throws Exception {
    console.open("find/" + own.duplicate());
    assertThat(console.awaitSteps(4).get(2)).contains("✗ left", "A duplicate");
    assertThat(page.texts("#found > pre")).isEmpty();

    console.open("find/" + own.deadLetter());
    assertThat(console.awaitSteps(4).get(2)).contains("✗ left", "A dead letter: CONFLICTING_ID");
    String sql = page.texts("#found > pre").get(0);
    assertThat(presto.rows("SELECT reason FROM (" + sql + ")"))
        .containsExactly(List.of("CONFLICTING_ID"));
  }

  /** Without a mouse, and with a text that is markup. */
  @Test
  @Order(3)
  void tryItSendsAnEventByKeyboardAndEndsWithItsRow() throws Exception {
    console.open("flow");
    page.tabTo("nav a[href='#try']");
    page.press(Key.ENTER);
    page.tabTo("#try-data");
    assertThat(page.text("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    page.value("document.activeElement.select()");
    page.type("{\"greeting\": " + TextNode.valueOf(HostileTexts.IMAGE) + "}");
    page.tabTo("#try-form button");
    page.press(Key.ENTER);
    Await.until(
        "all steps are done",
        SHOWN,
        () -> page.texts("#tried li").stream().filter(step -> step.contains(DONE)).count() == 5);

    assertThat(page.texts("#tried li h3"))
        .containsExactly("Sent", "Received", "In Kafka", "Committed", "Queryable");
    String sql = page.texts("#tried > pre").get(0);
    assertThat(presto.rows(sql)).hasSize(1);
    assertThat(presto.rows(ShownSql.text("greeting", sql)))
        .containsExactly(List.of(HostileTexts.IMAGE));
    console.picture("try");
  }

  @Test
  @Order(4)
  void hostileTextsStayText() throws Exception {
    for (String hostile : HostileTexts.ALL) {
      console.open("find/" + encoded(hostile));
      Await.until("an answer", SHOWN, () -> !page.texts("#found .bad").isEmpty());
      assertIsItself("Find");
    }
    console.open("try");
    page.tabTo("#try-type");
    page.value("document.activeElement.select()");
    page.type(HostileTexts.IMAGE);
    page.press(Key.ENTER);
    Await.until(
        "the text in the answer",
        SHOWN,
        () -> String.join("", page.texts("#tried")).contains(HostileTexts.IMAGE));
    assertIsItself("Try it");
  }

  /** Even where the service would answer nothing but such texts. */
  @Test
  @Order(6)
  void hostileAnswersStayText() throws Exception {
    page.runFirst(HostileTexts.inAllAnswers());
    for (String view : List.of("flow", "health", "find/" + own.deadLetter())) {
      console.open(view);
      String section = "#view-" + view.replaceAll("/.*", "");
      Await.until(
          "the texts in " + view,
          SHOWN,
          () ->
              HostileTexts.ALL.stream()
                      .filter(String.join("", page.texts(section))::contains)
                      .count()
                  > 3);
      assertIsItself(page.text("document.querySelector('" + section + " h2').textContent"));
    }
  }

  private void assertIsItself(String title) {
    assertThat(page.text("document.title")).isEqualTo(title + " · Tributary console");
    assertThat(page.value(HostileTexts.FOREIGN_ELEMENTS).asInt()).isZero();
  }

  @Test
  @Order(5)
  void fitsASmallScreen() throws Exception {
    page.resize(360, 740);
    for (String view : views()) {
      console.open(view);
      console.awaitContent(view);
      assertThat(page.value("document.documentElement.scrollWidth").asInt())
          .as(view)
          .isLessThanOrEqualTo(360);
    }
    page.prefer("dark");
    console.open("flow");
    console.awaitContent("flow");
    console.picture("flow-small-dark");
  }

  /** By axe-core, in both colour schemes. */
  @Test
  @Order(5)
  @NeedsTools(DebianTool.NPM)
  void isAccessible(@TempDir Path folder) throws Exception {
    AxeCore axe = AxeCore.install(folder);
    for (String view : views()) {
      console.open(view);
      console.awaitContent(view);
      console.freeze();
      for (String colours : List.of("light", "dark")) {
        page.prefer(colours);
        assertThat(axe.violations(page)).as("%s in %s colours", view, colours).isEmpty();
      }
    }
  }

  private List<String> views() {
    return List.of("flow", "find/" + own.row(), "health", "try");
  }

  private static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ').replace("Z", "");
  }

  private static String place(String receipt) {
    String[] parts = receipt.split("-");
    return "Topic %s, partition %s, offset %s".formatted((Object[]) parts);
  }

  private String metrics() throws IOException {
    try (var in = URI.create(console.address() + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String encoded(String text) {
    return page.text("encodeURIComponent(" + TextNode.valueOf(text) + ")");
  }
}
