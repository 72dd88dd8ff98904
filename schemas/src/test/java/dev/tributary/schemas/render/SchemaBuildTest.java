package dev.tributary.schemas.render;

import static dev.tributary.schemas.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schemas.columns.FieldIds;
import dev.tributary.schemas.types.FieldIdFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The field ids of columns as a developer meets them: files in a folder, and the build over it. */
final class SchemaBuildTest {
  private static final String A = "{'name':'a','doc':'d','type':'long'}";
  private static final String B =
      "{'name':'b','doc':'d','default':[],'type':{'type':'array','items':{'type':'record','name':'r',"
          + "'fields':[{'name':'subTotal','doc':'d','type':{'type':'map','values':'long'}}]}}}";

  @TempDir Path folder;

  private Path module;
  private Path ids;

  @BeforeEach
  void makeAModule() throws IOException {
    module = folder.resolve("schemas");
    ids = module.resolve("events").resolve(FieldIdFile.NAME);
    for (String each : List.of("events", "released", "classes", "../docs")) {
      Files.createDirectories(module.resolve(each));
    }
    declare("one", A);
    build("release");
  }

  @Test
  void givesNewColumnsAndAllInsideThemTheNextIds() throws IOException {
    declare("one", A + "," + B);
    build("write");
    String added = Files.readString(ids);
    assertThat(added)
        .endsWith(
            "1000 a\n1001 b\n1002 b.element\n1003 b.element.sub_total\n"
                + "1004 b.element.sub_total.key\n1005 b.element.sub_total.value\n");
    assertThat(module.resolve("classes/dev/tributary/events/" + FieldIdFile.NAME))
        .as("what the jar has")
        .hasContent(added);
    build("check");
    build("write");
    assertThat(ids).as("written again").hasContent(added);
  }

  @Test
  void givesAColumnOfTwoTypesOneId() throws IOException {
    declare("another", A);
    build("check");
  }

  @Test
  void refusesAColumnWithoutAnIdAndSaysWhatToDo() {
    declare("one", A + "," + B);
    assertRefused(
        "schemas/events/field-ids.txt must have an id for each column (has none for b, b.element,"
            + " b.element.sub_total, b.element.sub_total.key, b.element.sub_total.value): run"
            + " mvn -q -pl schemas process-classes -Dschemas=write, and commit the file");
  }

  @Test
  void refusesAChangedIdAndOneThatIsGone() throws IOException {
    Files.writeString(ids, "1001 a\n");
    assertRefused(
        "schemas/events/field-ids.txt must keep the id 1000 of a, which files of the lake have (is"
            + " 1001): restore the line 1000 a");
    Files.delete(ids);
    assertRefused(
        "schemas/events/field-ids.txt must keep the id 1000 of a, which files of the lake have (is"
            + " nothing): restore the line 1000 a");
  }

  @Test
  void refusesAnIdThatIsGivenTwiceAsAMergeOfTwoBranchesLeavesIt() throws IOException {
    Files.writeString(ids, "1000 a\n1001 b\n1001 c\n");
    assertRefused(
        "schemas/events/field-ids.txt must not give the id 1001 to b and to c: delete the line of"
            + " the newer column, and run mvn -q -pl schemas process-classes -Dschemas=write");
    Files.writeString(ids, "1000 a\n1001 a\n");
    assertRefused(
        "schemas/events/field-ids.txt must not give a two ids, 1000 and 1001: delete the newer line");
  }

  @Test
  void refusesLinesThatGiveNoIdOrOneOfTheColumnsThatEveryEventHas() throws IOException {
    for (String line : List.of("7 a", "a 1000", "1000", "1000  a", "1000 a b")) {
      Files.writeString(ids, line);
      assertRefused(
          "schemas/events/field-ids.txt must have lines of an id from 1000 on and a column: "
              + line);
    }
  }

  @Test
  void neverGivesTheIdOfAColumnThatIsGoneToAnother() throws IOException {
    Files.writeString(ids, "1000 a\n1001 gone\n");
    declare("one", A + "," + B);
    build("write");
    assertThat(ids).content().contains("1001 gone\n1002 b\n");
  }

  @Test
  void hasTheIdsOfThisBuildsTypesAndOfEveryEvent() {
    FieldIds declared = FieldIdFile.declared();
    assertThat(declared.of("event_id")).isEqualTo(1);
    assertThat(declared.of("group_id")).isEqualTo(1_000);
    assertThat(declared.of("lines.element.sku")).isEqualTo(1_031);
    assertThat(declared.byPath().values()).doesNotHaveDuplicates();
    assertThatThrownBy(() -> declared.of("other"))
        .hasMessage(
            "Cannot write the column other: it has no field id (schemas/events/field-ids.txt)");
  }

  private void declare(String type, String fields) {
    String text = "{'type':'record','name':'" + type + "','doc':'d','fields':[" + fields + "]}";
    try {
      Files.writeString(module.resolve("events/" + type + ".avsc"), json(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void build(String task) throws IOException {
    String classes = module.resolve("classes").toString();
    SchemaBuild.main(new String[] {module.toString(), classes, task});
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> build("check")).hasMessage(message);
  }
}
