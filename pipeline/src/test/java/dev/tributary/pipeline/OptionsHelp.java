package dev.tributary.pipeline;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The options of an interface in their own words. */
final class OptionsHelp {
  /**
   * One option.
   *
   * @param name as typed, with its dashes
   * @param text what it means, ending with its default or an example
   */
  record Option(String name, String text) {}

  private OptionsHelp() {}

  /** The options of the interfaces, by name; what they inherit is left out. */
  static List<Option> of(List<Class<? extends PipelineOptions>> interfaces) {
    return interfaces.stream()
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(method -> method.getName().startsWith("get"))
        .map(OptionsHelp::option)
        .sorted(Comparator.comparing(Option::name))
        .toList();
  }

  private static Option option(Method getter) {
    String name =
        getter.getName().substring(3, 4).toLowerCase(Locale.ROOT) + getter.getName().substring(4);
    return new Option("--" + name, getter.getAnnotation(Description.class).value());
  }
}
