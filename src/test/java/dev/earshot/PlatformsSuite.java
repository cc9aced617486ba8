package dev.earshot;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that are not in {@link PlannersSuite}: mostly of what AI platforms and operators call. */
@Suite
@SelectPackages("dev.earshot")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(PlannersSuite.TESTS)
class PlatformsSuite {}
