package dev.tributary.runners.local.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The form of configuration file that Hadoop's family reads. */
public final class HadoopXml {
  private HadoopXml() {}

  /** The lines of a file with these settings. */
  public static List<String> lines(Map<String, String> settings) {
    var lines = new ArrayList<String>();
    lines.add("<configuration>");
    new TreeMap<>(settings)
        .forEach(
            (name, value) ->
                lines.add(
                    "  <property><name>%s</name><value>%s</value></property>"
                        .formatted(name, escaped(value))));
    lines.add("</configuration>");
    return lines;
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;");
  }
}
