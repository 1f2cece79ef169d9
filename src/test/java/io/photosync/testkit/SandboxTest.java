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
 * {@link io.photosync.sandbox.Sandbox}. How the service is set up is one of few {@link Setup}s; what it finds around it
 * is the test's own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@WithTestResource(SandboxResource.class)
public @interface SandboxTest {
    /** The settings of the service. */
    Setup value() default Setup.DEFAULT;

    /** How many users the tenant has. */
    int people() default SandboxSettings.PEOPLE;

    /**
     * Whether the service reaches Kafka by a wire that the test can trouble: its field of type
     * {@link io.photosync.sandbox.Broker} has it.
     */
    boolean wire() default false;

    /**
     * Whether the service reaches Microsoft by a proxy that lets nothing through yet: the test's field of type
     * {@link ConnectProxy}.
     */
    boolean proxy() default false;

    /** Whether Kafka is away when the service starts. */
    boolean kafkaAway() default false;

    /** Whether Entra is away from before the start. */
    boolean entraAway() default false;
}
