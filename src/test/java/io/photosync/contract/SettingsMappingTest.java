package io.photosync.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting can be set by its name and arrives; where it is not set, what src/docs/configuration.md says holds. */
class SettingsMappingTest {
    private static final String SITE = "https://contoso-my.sharepoint.com";
    private static final Pattern ROW = Pattern.compile("(?m)^\\|( `photosync\\.[^|]*)\\|([^|]*)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** @param text as it stands in a file of settings */
    private record Given(String text, Object value) {}

    @ParameterizedTest
    @MethodSource("mappings")
    void each_setting_arrives_by_its_name(Class<?> mapping) {
        Map<String, Property> settings = SettingsMappings.settings(mapping);
        Map<String, String> texts = new HashMap<>();
        Map<String, Object> values = new TreeMap<>();
        settings.forEach((name, setting) -> {
            Given given = given(setting);
            texts.put(name.replace("*", "some.name"), given.text());
            values.put(name.replace(".*", ""), given.value());
        });

        assertThat(SettingsMappings.values(mapping, read(mapping, texts))).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void where_nothing_is_set_the_default_holds(Class<?> mapping) {
        Map<String, Property> settings = SettingsMappings.settings(mapping);
        Map<String, String> required = new HashMap<>();
        Map<String, String> defaults = new HashMap<>();
        settings.forEach((name, setting) -> {
            if (setting.hasDefaultValue()) {
                defaults.put(name, setting.getDefaultValue());
            } else if (!setting.isOptional() && !setting.isMap()) {
                required.put(name, given(setting).text());
            }
        });

        Map<String, Object> values = SettingsMappings.values(mapping, read(mapping, required));
        defaults.putAll(required);

        assertThat(values).isEqualTo(SettingsMappings.values(mapping, read(mapping, defaults)));
        values.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        assertThat(values.keySet()).isEqualTo(defaults.keySet());
    }

    @Test
    void the_page_of_settings_names_each_setting_with_its_default() throws IOException {
        Map<String, Optional<String>> documented = documented();
        Map<String, String> missing = new TreeMap<>();
        SettingsMappings.all()
                .forEach(mapping -> SettingsMappings.settings(mapping).forEach((name, setting) -> {
                    String row = name.replace("*", "\"NAME\"");
                    if (!documented.containsKey(row)) {
                        missing.put(name, "no row");
                    } else if (setting.hasDefaultValue()
                            // One that follows another is told in words.
                            && !setting.getDefaultValue().startsWith("${")
                            && !documented.get(row).equals(Optional.of(setting.getDefaultValue()))) {
                        missing.put(
                                name, "default %s, not %s".formatted(setting.getDefaultValue(), documented.get(row)));
                    }
                }));

        assertThat(missing)
                .as("settings that the table in src/docs/configuration.md tells otherwise")
                .isEmpty();
    }

    /** Nor one that is only others', such as the HTTP server's. */
    @Test
    void the_page_of_settings_names_none_that_is_not_there() throws IOException {
        Set<String> known = new TreeSet<>();
        SettingsMappings.all().forEach(mapping -> SettingsMappings.settings(mapping)
                .keySet()
                .forEach(name -> known.add(name.replace("*", "\"NAME\""))));
        String ofOthers = Files.readString(Path.of("src/test/resources/samples/settings-of-others.txt"));

        List<String> stale = new ArrayList<>();
        ROW.matcher(Files.readString(Path.of("src", "docs", "configuration.md")))
                .results()
                .map(row -> codes(row.group(1)))
                .forEach(names -> names.stream()
                        .filter(name -> completed(names.getFirst(), name).stream()
                                .noneMatch(full -> known.contains(full) || ofOthers.contains(full + " ")))
                        .forEach(stale::add));

        assertThat(stale).isEmpty();
    }

    private static Stream<? extends Class<?>> mappings() {
        return SettingsMappings.all().stream();
    }

    private static Object read(Class<?> mapping, Map<String, String> texts) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(texts, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }

    /** Another value than the default. */
    private static Given given(Property setting) {
        Type type = setting.getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType of && of.getRawType() == Optional.class) {
            type = of.getActualTypeArguments()[0];
        }
        return switch (type) {
            case ParameterizedType of
            when of.getActualTypeArguments()[0] == String.class && of.getRawType() == List.class ->
                new Given("one,two", List.of("one", "two"));
            case ParameterizedType of
            when of.getRawType() == List.class ->
                new Given("PT3M,PT4M", List.of(Duration.ofMinutes(3), Duration.ofMinutes(4)));
            case ParameterizedType of
            when of.getRawType() == Map.class -> new Given("text", Map.of("some.name", "text"));
            case Class<?> plain when plain.isEnum() -> constant(plain);
            case Class<?> plain when plain.isRecord() -> new Given(SITE, converted(plain));
            case Class<?> plain -> given(plain, setting);
            default -> throw new IllegalArgumentException(type.getTypeName());
        };
    }

    /** A type of ours around an address. */
    private static Object converted(Class<?> type) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(URI.class);
            canonical.setAccessible(true);
            return canonical.newInstance(URI.create(SITE));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Given constant(Class<?> type) {
        Enum<?> last = (Enum<?>) type.getEnumConstants()[type.getEnumConstants().length - 1];
        return new Given(last.name().toLowerCase(Locale.ROOT).replace('_', '-'), last);
    }

    private static Given given(Class<?> type, Property setting) {
        return switch (type.getName()) {
            case "boolean" -> {
                boolean other = !(setting.hasDefaultValue() && Boolean.parseBoolean(setting.getDefaultValue()));
                yield new Given(Boolean.toString(other), other);
            }
            case "int" -> new Given("23", 23);
            case "long" -> new Given("23", 23L);
            case "java.lang.Integer" -> new Given("23", 23);
            case "java.lang.Long" -> new Given("23", 23L);
            case "java.lang.Short" -> new Given("3", (short) 3);
            case "double" -> new Given("0.375", 0.375);
            case "java.lang.String" -> new Given("some text", "some text");
            case "java.time.Duration" -> new Given("PT7M30S", Duration.ofSeconds(450));
            case "java.net.URI" -> new Given(SITE, URI.create(SITE));
            case "java.nio.file.Path" -> new Given("/some/file", Path.of("/some/file"));
            case "io.quarkus.runtime.configuration.MemorySize" ->
                new Given("3M", new MemorySize(BigInteger.valueOf(3 << 20)));
            default -> throw new IllegalArgumentException(type.getName());
        };
    }

    /** By name what stands first as code in the column of defaults. */
    private static Map<String, Optional<String>> documented() throws IOException {
        Map<String, Optional<String>> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("src", "docs", "configuration.md")))
                .results()
                .forEach(row -> {
                    List<String> names = codes(row.group(1));
                    List<String> defaults = row.group(2).strip().startsWith("`") ? codes(row.group(2)) : List.of();
                    for (int at = 0; at < names.size(); at++) {
                        Optional<String> value =
                                at < defaults.size() ? Optional.of(defaults.get(at)) : Optional.empty();
                        for (String name : completed(names.getFirst(), names.get(at))) {
                            documented.putIfAbsent(name, value);
                        }
                    }
                });
        return documented;
    }

    /** {@code .topic} after {@code photosync.event-hub.group} goes on from one of its dots. */
    private static List<String> completed(String first, String name) {
        if (!name.startsWith(".")) {
            return List.of(name);
        }
        List<String> possible = new ArrayList<>();
        for (int dot = first.lastIndexOf('.'); dot > 0; dot = first.lastIndexOf('.', dot - 1)) {
            possible.add(first.substring(0, dot) + name);
        }
        return possible;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
