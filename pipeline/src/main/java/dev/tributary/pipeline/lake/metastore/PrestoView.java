package dev.tributary.pipeline.lake.metastore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schemas.views.LakeView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text that Presto's Hive connector keeps of a view (ViewDefinition, 0.287). Pure. */
final class PrestoView {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PrestoView() {}

  /** Runs with the rights of who asks: who may read {@code events} may read its views. */
  static String text(LakeView view, MetastoreAddress address) {
    ObjectNode definition = JSON.createObjectNode();
    definition.put("originalSql", view.query());
    definition.put("catalog", address.catalog());
    definition.put("schema", address.database());
    ArrayNode columns = definition.putArray("columns");
    for (LakeView.Shown shown : view.columns()) {
      columns
          .addObject()
          .put("name", shown.column().name())
          .put("type", shown.column().prestoType());
    }
    definition.put("runAsInvoker", true);
    try {
      byte[] json = JSON.writeValueAsString(definition).getBytes(StandardCharsets.UTF_8);
      return "/* Presto View: " + Base64.getEncoder().encodeToString(json) + " */";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the view " + view.name(), e);
    }
  }
}
