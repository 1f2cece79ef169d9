package io.photosync.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the ops API answers with, by method and path. */
public final class ApiAnswers {
    private static final String API = "/ops/api";

    private ApiAnswers() {}

    /** By {@code GET /ops/api/users/{idOrUpn}}. */
    public static Map<String, Type> types() {
        Map<String, Type> types = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.photosync").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .filter(type -> type.getAnnotation(Path.class).value().startsWith(API))
                        .filter(type -> !servesImages(type))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .forEach(method ->
                                verb(method).ifPresent(verb -> types.put(verb + " " + path(method), answer(method))));
        return types;
    }

    /** Their bytes are Microsoft's. */
    private static boolean servesImages(Class<?> type) {
        Produces produces = type.getAnnotation(Produces.class);
        return produces != null && Arrays.stream(produces.value()).allMatch(media -> media.startsWith("image/"));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        String resource = method.getDeclaringClass().getAnnotation(Path.class).value();
        Path own = method.getAnnotation(Path.class);
        return own == null ? resource : resource + "/" + own.value();
    }

    /** Where a method answers with whatever it likes, its description says with what. */
    private static Type answer(Method method) {
        return method.getReturnType() != Response.class
                ? method.getGenericReturnType()
                : Arrays.stream(method.getAnnotationsByType(APIResponse.class))
                        .flatMap(response -> Arrays.stream(response.content()))
                        .map(Content::schema)
                        .<Class<?>>map(schema -> schema.implementation())
                        .filter(Class::isRecord)
                        .findFirst()
                        .orElseThrow();
    }
}
