package io.photosync.testkit;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings of which nothing is set, without a running service. */
public final class DefaultSettings {
    private DefaultSettings() {}

    /** @param settings an interface whose settings all have a default */
    public static <T> T of(Class<T> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(settings)
                .build()
                .getConfigMapping(settings);
    }
}
