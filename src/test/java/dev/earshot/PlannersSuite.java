package dev.earshot;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The half of the tests about what planners do, and about what becomes of it. A complete build runs it in one JVM and
 * {@link PlatformsSuite} in another at the same time, because tests wait more than they work. A suite starts the
 * application once for all test classes of a profile; Maven alone would start it for each class.
 *
 * <p>The packages are chosen so that both halves take the same time. None of these tests does without a profile, which
 * saves a start of the application.
 */
@Suite
@SelectPackages("dev.earshot")
@IncludeClassNamePatterns(PlannersSuite.TESTS)
class PlannersSuite {
    static final String TESTS =
            "dev\\.earshot\\.(audience|chat|customer|matching|outbox\\.dispatch|shipping|webhook)\\..*Test";
}
