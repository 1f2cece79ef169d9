package io.photosync;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The source files below a folder: their text, and their syntax as the compiler reads it. */
final class JavaSources {
    private final List<Source> all;
    private final List<Constructor> constructors;
    private final List<String> defaults;

    private JavaSources(List<Source> all, List<Constructor> constructors, List<String> defaults) {
        this.all = all;
        this.constructors = constructors;
        this.defaults = defaults;
    }

    record Source(Path path, String text) {
        List<String> lines() {
            return text.lines().toList();
        }

        String name() {
            return path.getFileName().toString().replace(".java", "");
        }

        /** The last part of its package. */
        String folder() {
            return path.getParent().getFileName().toString();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Of a class; those of a record carry its components.
     *
     * @param commented whether a comment stands directly above it
     */
    record Constructor(Path path, int parameters, boolean commented) {}

    static JavaSources below(String folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<Path> paths = paths(Path.of(folder));
            JavacTask parser = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            List<Source> all = new ArrayList<>();
            List<Constructor> constructors = new ArrayList<>();
            OpenSwitches switches = new OpenSwitches();
            for (CompilationUnitTree unit : parser.parse()) {
                Source source = new Source(
                        Path.of(unit.getSourceFile().toUri()),
                        unit.getSourceFile().getCharContent(true).toString());
                all.add(source);
                new Constructors(source, unit, Trees.instance(parser), constructors).scan(unit, null);
                switches.read(source, unit);
            }
            return new JavaSources(List.copyOf(all), List.copyOf(constructors), switches.overNamedCases());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Source> all() {
        return all.stream();
    }

    Stream<Constructor> constructors() {
        return constructors.stream();
    }

    /** @see OpenSwitches */
    Stream<String> defaultsOverNamedCases() {
        return defaults.stream();
    }

    private static List<Path> paths(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static final class Constructors extends TreeScanner<Void, Void> {
        private final Source source;
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<Constructor> found;

        private Constructors(Source source, CompilationUnitTree unit, Trees trees, List<Constructor> found) {
            this.source = source;
            this.unit = unit;
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getKind() == Kind.CLASS) {
                type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> method.getName().contentEquals("<init>"))
                        .map(this::constructor)
                        .forEach(found::add);
            }
            return super.visitClass(type, nothing);
        }

        private Constructor constructor(MethodTree method) {
            long start = trees.getSourcePositions().getStartPosition(unit, method);
            String before = source.text().substring(0, Math.toIntExact(start)).stripTrailing();
            String lineBefore = before.substring(before.lastIndexOf('\n') + 1).strip();
            return new Constructor(
                    source.path(),
                    method.getParameters().size(),
                    lineBefore.endsWith("*/") || lineBefore.startsWith("//"));
        }
    }
}
