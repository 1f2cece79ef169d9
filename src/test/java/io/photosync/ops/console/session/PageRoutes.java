package io.photosync.ops.console.session;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;

/** All routes of the pages, of those added later too. */
final class PageRoutes {
    private PageRoutes() {}

    /** Paths that take forms, with something in the place of variables. */
    static Stream<String> posts() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.photosync.ops")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream()
                                .filter(method -> method.isAnnotatedWith(POST.class))
                                .map(method -> path(type, method)))
                        .filter(path -> !path.startsWith("/ops/api"))
                        .map(path -> path.replaceAll("\\{[^}]*}", "something"));
    }

    private static String path(JavaClass type, JavaMethod method) {
        String folder = type.getAnnotationOfType(Path.class).value();
        return method.isAnnotatedWith(Path.class)
                ? folder + "/" + method.getAnnotationOfType(Path.class).value()
                : folder;
    }
}
