package io.photosync.install;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the service would read in a pod: the files of the ConfigMap, each with the weight that it gives itself. */
final class ServiceSettings {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
            .importPackages("io.photosync");

    private final SmallRyeConfig config;

    /** @throws RuntimeException that names a setting which the service does not know or would refuse */
    ServiceSettings(List<Manifest> manifests) {
        this(files(manifests), Map.of("KAFKA_USER_PASSWORD", "from-the-environment"));
    }

    /**
     * @param files texts of properties by name
     * @param environment what they refer to
     */
    ServiceSettings(Map<String, String> files, Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withSources(new PropertiesConfigSource(environment, "environment", 300));
        files.forEach((name, text) -> builder.withSources(source(name, text)));
        mappings().forEach(builder::withMapping);
        this.config = builder.build();
    }

    private static Map<String, String> files(List<Manifest> manifests) {
        Map<String, String> files = new TreeMap<>();
        Manifest.of(manifests, "ConfigMap").forEach(map -> files.putAll(Manifest.strings(map.at("/data"))));
        return files;
    }

    private static PropertiesConfigSource source(String name, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return new PropertiesConfigSource(values, name, Integer.parseInt(values.getOrDefault("config_ordinal", "100")));
    }

    /** Every setting of the service by the name that it has in the environment. */
    static Map<String, String> environmentNames() {
        Map<String, String> names = new TreeMap<>();
        mappings()
                .flatMap(type ->
                        ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(type)).keySet().stream())
                .forEach(name -> names.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), name));
        return names;
    }

    private static Stream<Class<?>> mappings() {
        return SERVICE.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect);
    }

    Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }

    /** All that is set, of the service's and of Kafka's. */
    List<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("photosync.") || name.startsWith("kafka."))
                .filter(name -> value(name).isPresent())
                .toList();
    }

    /** Values that name a file or folder of the image or of a volume. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        names().forEach(name ->
                value(name).filter(value -> value.startsWith("/")).ifPresent(paths::add));
        return paths;
    }
}
