package dev.tributary.pipeline.forget;

import dev.tributary.pipeline.AccessOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What a user may type to forget event types. */
public interface ForgetTypeOptions extends AccessOptions {
  @Description(
      "The undeclared event types, comma separated; a * at the end stands for any end. Example:"
          + " test,junk_*")
  @Validation.Required
  String getType();

  void setType(String value);

  @Description("Hive metastore with the tables, host:port. Default: none, files only")
  @Default.String("")
  String getMetastore();

  void setMetastore(String value);

  @Description("The metastore's database (Presto's schema). Default: default")
  @Default.String("default")
  String getSchema();

  void setSchema(String value);

  @Description("What Presto calls its catalog over the metastore, for views. Default: hive")
  @Default.String("hive")
  String getCatalog();

  void setCatalog(String value);

  @Description("Delete the files of their rows too. Default: false, the files stay in the lake")
  @Default.Boolean(false)
  boolean getDeleteData();

  void setDeleteData(boolean value);

  @Description("Also types that got rows within the last hour. Default: false")
  @Default.Boolean(false)
  boolean getForce();

  void setForce(boolean value);

  @Description("Say what would be done, and do nothing (also --dry-run). Default: false")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);
}
