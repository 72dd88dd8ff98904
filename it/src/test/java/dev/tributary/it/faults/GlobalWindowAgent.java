package dev.tributary.it.faults;

import dev.tributary.pipeline.write.HourWindows;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.beam.sdk.values.PCollection;

/**
 * A Java agent that takes one line out of the graph: the {@code Window.into(new GlobalWindows())}
 * between hour windows and Commit.
 */
public final class GlobalWindowAgent {
  private GlobalWindowAgent() {}

  /** Called by the JVM before main. */
  public static void premain(String argument, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(ElementMatchers.named("org.apache.beam.sdk.transforms.windowing.Window"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Line.class)
                        .on(
                            ElementMatchers.named("expand")
                                .and(ElementMatchers.takesArgument(0, PCollection.class)))))
        .installOn(instrumentation);
  }

  /** Whether the input of a window transform is in hour windows: then it is the line. */
  public static boolean isTheLine(PCollection<?> input) {
    return input.getWindowingStrategy().getWindowFn() instanceof HourWindows;
  }

  /** Woven into {@code Window.expand}. */
  public static final class Line {
    private Line() {}

    /** Leaves the method out where it is the line. */
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter(@Advice.Argument(0) PCollection<?> input) {
      return GlobalWindowAgent.isTheLine(input);
    }

    /** Gives the input out instead. */
    @Advice.OnMethodExit
    public static void exit(
        @Advice.Enter boolean leftOut,
        @Advice.Argument(0) PCollection<?> input,
        @Advice.Return(readOnly = false) PCollection<?> output) {
      if (leftOut) {
        output = input;
      }
    }
  }

  /** The JVM option that brings the agent; its jar is made in the folder. */
  static String option(Path folder) throws IOException {
    return "-javaagent:" + HaltAgent.jar(folder, GlobalWindowAgent.class, List.of(Line.class));
  }
}
