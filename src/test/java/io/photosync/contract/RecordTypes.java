package io.photosync.contract;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.photosync.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Which types the service writes to Kafka as JSON or reads from it, as its source says: whatever is handed to
 * {@link EventJson}, also by way of methods that take an {@code Object} or a {@code Class}. No list that could be forgotten.
 */
final class RecordTypes {
    private final Trees trees;
    private final List<Call> calls = new ArrayList<>();
    private final Set<VariableElement> handedOn = new HashSet<>();
    private final Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));
    private final Set<String> headers = new TreeSet<>();

    private record Call(ExecutableElement method, List<TreePath> arguments) {}

    private RecordTypes(Trees trees) {
        this.trees = trees;
    }

    /** Takes some seconds: the compiler reads all of {@code src/main}. */
    static RecordTypes inSource() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of("-proc:none", "-Xlint:none", "-cp", System.getProperty("java.class.path"));
            JavacTask task = (JavacTask)
                    javac.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            RecordTypes found = new RecordTypes(Trees.instance(task));
            units.forEach(found::calls);
            found.follow(task);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name. */
    Set<Class<?>> types() {
        return types;
    }

    /** Constant names and values with which headers are made. */
    Set<String> headers() {
        return headers;
    }

    private void calls(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
                    List<TreePath> arguments = new ArrayList<>();
                    for (ExpressionTree argument : call.getArguments()) {
                        arguments.add(new TreePath(getCurrentPath(), argument));
                    }
                    calls.add(new Call(method, arguments));
                }
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public Void visitNewClass(NewClassTree made, Void nothing) {
                if (trees.getElement(new TreePath(getCurrentPath(), made.getIdentifier())) instanceof TypeElement type
                        && type.getQualifiedName().contentEquals(RecordHeader.class.getName())) {
                    made.getArguments().forEach(argument -> constants(new TreePath(getCurrentPath(), argument)));
                }
                return super.visitNewClass(made, nothing);
            }
        }.scan(unit, null);
    }

    private void constants(TreePath argument) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree name, Void nothing) {
                constant(getCurrentPath()).ifPresent(headers::add);
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree name, Void nothing) {
                constant(getCurrentPath()).ifPresent(headers::add);
                return super.visitMemberSelect(name, nothing);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    headers.add(text);
                }
                return null;
            }
        }.scan(argument, null);
    }

    private void follow(JavacTask task) {
        TypeElement json = task.getElements().getTypeElement(EventJson.class.getName());
        json.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.METHOD)
                .flatMap(method -> ((ExecutableElement) method).getParameters().stream())
                .filter(RecordTypes::ofAnyType)
                .forEach(handedOn::add);
        int before;
        do {
            before = handedOn.size();
            calls.forEach(call -> follow(call, task));
        } while (handedOn.size() > before);
    }

    private void follow(Call call, JavacTask task) {
        List<? extends VariableElement> parameters = call.method().getParameters();
        for (int at = 0; at < Math.min(parameters.size(), call.arguments().size()); at++) {
            if (handedOn.contains(parameters.get(at))) {
                follow(call.arguments().get(at), task);
            }
        }
    }

    private void follow(TreePath argument, JavacTask task) {
        if (trees.getElement(argument) instanceof VariableElement variable
                && variable.getKind() == ElementKind.PARAMETER
                && ofAnyType(variable)) {
            handedOn.add(variable);
            return;
        }
        TypeMirror type = trees.getTypeMirror(argument);
        if (type instanceof DeclaredType of && isClass(of)) {
            type = of.getTypeArguments().getFirst();
        }
        if (type.getKind() == TypeKind.DECLARED) {
            types.add(loaded(task.getElements()
                    .getBinaryName((TypeElement) ((DeclaredType) type).asElement())
                    .toString()));
        }
    }

    private Optional<String> constant(TreePath expression) {
        return trees.getElement(expression) instanceof VariableElement variable
                        && variable.getConstantValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** {@code Object value} or {@code Class<T> type}. */
    private static boolean ofAnyType(VariableElement parameter) {
        return parameter.asType() instanceof DeclaredType type
                && (isClass(type) && type.getTypeArguments().getFirst().getKind() == TypeKind.TYPEVAR
                        || name(type).equals(Object.class.getName()));
    }

    private static boolean isClass(DeclaredType type) {
        return name(type).equals(Class.class.getName());
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, RecordTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
