package io.photosync.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMapping.NamingStrategy;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.WithName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings interfaces of the service. */
final class SettingsMappings {
    private static final List<? extends Class<?>> ALL = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
                    .importPackages("io.photosync")
                    .stream()
                    .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                    .map(JavaClass::reflect)
                    .toList();

    private SettingsMappings() {}

    static List<? extends Class<?>> all() {
        return ALL;
    }

    /** By full name, such as {@code photosync.sweep.every}. */
    static Map<String, Property> settings(Class<?> mapping) {
        Map<String, Property> settings = new TreeMap<>(ConfigMappings.getProperties(ConfigClass.configClass(mapping)));
        // A list is told twice: as a whole and by its places.
        settings.keySet().removeIf(name -> name.endsWith("[*]"));
        return settings;
    }

    /** What the methods of that object say, by full name; without what is not set. */
    static Map<String, Object> values(Class<?> mapping, Object settings) {
        Map<String, Object> values = new TreeMap<>();
        values(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, settings, values);
        return values;
    }

    private static void values(String prefix, Class<?> type, Object settings, Map<String, Object> values) {
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isDefault() && !method.isSynthetic() && method.getParameterCount() == 0) {
                String name = "%s.%s".formatted(prefix, name(method));
                Object value = said(method, settings);
                if (isOurs(method.getReturnType())) {
                    values(name, method.getReturnType(), value, values);
                } else if (value != null) {
                    values.put(name, value);
                }
            }
        }
    }

    /** A group of settings. */
    private static boolean isOurs(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("io.photosync.");
    }

    private static String name(Method method) {
        WithName given = method.getAnnotation(WithName.class);
        return given == null ? NamingStrategy.KEBAB_CASE.apply(method.getName()) : given.value();
    }

    private static Object said(Method method, Object settings) {
        try {
            method.setAccessible(true);
            Object value = method.invoke(settings);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
