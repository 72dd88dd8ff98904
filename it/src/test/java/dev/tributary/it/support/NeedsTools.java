package dev.tributary.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A class or method of tests that is skipped where one of these programs is missing. It is a
 * condition and no assumption in {@code @BeforeAll}, since that one leaves a class without a test
 * that a report could count.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTools.Condition.class)
public @interface NeedsTools {
  /** All that it needs. */
  DebianTool[] value();

  /** Looks for the programs. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), NeedsTools.class)
          .flatMap(needs -> firstMissing(needs.value()))
          .map(ConditionEvaluationResult::disabled)
          .orElse(ConditionEvaluationResult.enabled("all tools are there"));
    }

    private static Optional<String> firstMissing(DebianTool[] tools) {
      return Arrays.stream(tools).map(DebianTool::missing).flatMap(Optional::stream).findFirst();
    }
  }
}
