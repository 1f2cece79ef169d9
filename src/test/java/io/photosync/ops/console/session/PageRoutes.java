package io.photosync.ops.console.session;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All routes of the pages, of those added later too. */
final class PageRoutes {
    /** {@code {lane: live|bulk}}. */
    private static final Pattern LISTED = Pattern.compile("\\{\\w+: *([a-z]+(?:\\|[a-z]+)*)}");

    /**
     * A method that answers for a page.
     *
     * @param path with something in the place of variables
     * @param roles of which one is needed; empty where any account will do, or none
     */
    record Route(String path, Set<String> roles) {}

    private PageRoutes() {}

    static List<Route> pages() {
        return routes(GET.class);
    }

    static List<Route> forms() {
        return routes(POST.class);
    }

    private static List<Route> routes(Class<? extends Annotation> verb) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.photosync.ops")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream()
                                .filter(method -> method.isAnnotatedWith(verb))
                                .flatMap(method -> paths(template(type, method))
                                        .map(path -> new Route(path, roles(type, method)))))
                        .filter(route -> !route.path().startsWith("/ops/api"))
                        .toList();
    }

    /** One for each value of a variable whose values are listed. */
    private static Stream<String> paths(String template) {
        Matcher listed = LISTED.matcher(template);
        return listed.find()
                ? Stream.of(listed.group(1).split("\\|"))
                        .map(value -> template.substring(0, listed.start()) + value + template.substring(listed.end()))
                        .flatMap(PageRoutes::paths)
                : Stream.of(template.replaceAll("\\{[^}]*}", "something"));
    }

    private static String template(JavaClass type, JavaMethod method) {
        String folder = type.getAnnotationOfType(Path.class).value();
        String own = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return (folder + own).replaceAll("/{2,}", "/");
    }

    private static Set<String> roles(JavaClass type, JavaMethod method) {
        return Stream.of(
                        method.tryGetAnnotationOfType(RolesAllowed.class),
                        type.tryGetAnnotationOfType(RolesAllowed.class))
                .flatMap(found -> found.stream())
                .findFirst()
                .map(found -> Set.of(found.value()))
                .orElse(Set.of());
    }
}
