package dev.tributary.pipeline.lake.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.Test;

final class TableUpgradeTest {
  private static final Column ID = new Column("id", "string", "The id");
  private static final Column DAY = new Column("dt", "string", "The day");
  private static final String AT = "file:///lake/events";

  @Test
  void findsNothingToDoInATableThatIsAsWanted() {
    assertThat(TableUpgrade.of(wanted(ID), AT, existing(ID)).lines()).isEmpty();
  }

  @Test
  void addsNewColumnsAfterTheOldOnes() {
    Column level = new Column("level", "bigint", "The level");
    TableUpgrade upgrade = TableUpgrade.of(wanted(level, ID), AT, existing(ID));
    assertThat(upgrade.lines()).containsExactly("add column web.events.level bigint");
    assertThat(upgrade.table().getSd().getCols())
        .extracting(FieldSchema::getName)
        .containsExactly("id", "level");
  }

  @Test
  void leavesColumnsThatSomebodyElseAdded() {
    Column theirs = new Column("theirs", "string", "");
    TableUpgrade upgrade = TableUpgrade.of(wanted(ID), AT, existing(ID, theirs));
    assertThat(upgrade.lines()).isEmpty();
    assertThat(upgrade.table().getSd().getCols()).hasSize(2);
  }

  @Test
  void widensGroupsAndRenewsComments() {
    Column before = new Column("place", "struct<city:string>", "Where");
    Column after = new Column("place", "struct<city:string,zip:bigint>", "Where it goes");
    TableUpgrade upgrade = TableUpgrade.of(wanted(after), AT, existing(before));
    assertThat(upgrade.lines())
        .containsExactly(
            "change column web.events.place to struct<city:string,zip:bigint>",
            "comment column web.events.place");
    assertThat(upgrade.changesTypes()).as("partitions must learn it").isTrue();
  }

  @Test
  void refusesAnotherTypeAndOtherPartitionKeys() {
    Table other = existing(new Column("id", "bigint", "The id"));
    assertThatThrownBy(() -> TableUpgrade.of(wanted(ID), AT, other))
        .hasMessage("Cannot use the column web.events.id: its type must be string: bigint");
    Table flat = existing(ID);
    flat.getPartitionKeys().clear();
    assertThatThrownBy(() -> TableUpgrade.of(wanted(ID), AT, flat))
        .hasMessage("Cannot use the table web.events: its partition keys must be [dt]: []");
  }

  @Test
  void refusesATableOfAnotherLake() {
    assertThatThrownBy(() -> TableUpgrade.of(wanted(ID), "file:///other/events", existing(ID)))
        .hasMessageContaining("of the lake at file:/lake/events")
        .hasMessageContaining("file:///other/events")
        .hasMessageContaining("tables");
  }

  private static LakeTable wanted(Column... columns) {
    return new LakeTable("events", "Events", List.of(columns), List.of(DAY));
  }

  private static Table existing(Column... columns) {
    return HiveTables.table(wanted(columns), "web", "file:/lake/events");
  }
}
