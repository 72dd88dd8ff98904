package dev.tributary.ingest.observe;

/** Writes metrics in Prometheus' text format 0.0.4. */
final class PrometheusText {
  private final StringBuilder out = new StringBuilder(4096);

  void family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /**
   * @param labels names and values in turn
   */
  void sample(String name, double value, String... labels) {
    out.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      out.append('"');
    }
    out.append(labels.length == 0 ? " " : "} ");
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    out.append(whole ? String.valueOf((long) value) : String.valueOf(value)).append('\n');
  }

  private void escape(String value) {
    out.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
