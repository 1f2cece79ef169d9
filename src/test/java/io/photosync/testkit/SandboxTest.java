package io.photosync.testkit;

import io.photosync.sandbox.SandboxSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of the running service, with a tenant and a broker of its own: they are in the test's field of type
 * {@link io.photosync.sandbox.Sandbox}. What is not named is as {@link SandboxResource} sets it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@WithTestResource(SandboxResource.class)
public @interface SandboxTest {
    /** Settings of the service, each as {@code name=value}. */
    String[] value() default {};

    /** How many users the tenant has. */
    int people() default SandboxSettings.PEOPLE;

    /**
     * Whether the service reaches Kafka by a wire that the test can trouble: its field of type
     * {@link io.photosync.sandbox.Broker} has it.
     */
    boolean wire() default false;
}
