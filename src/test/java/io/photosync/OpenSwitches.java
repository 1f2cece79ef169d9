package io.photosync;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.photosync.JavaSources.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Switches over an enum or a sealed type that have a {@code default} nevertheless. The compiler's parser knows no types: a label
 * that is a bare name and no constant of its own file is an enum's, and a pattern is a sealed type's where some type of that name
 * implements one. One label of another kind means that the switch is over something else.
 */
final class OpenSwitches {
    private record Open(Source source, Tree selector, Set<String> constants, List<? extends CaseLabelTree> labels) {}

    private final List<Open> open = new ArrayList<>();
    private final Set<String> enums = new HashSet<>();
    private final Set<String> sealed = new HashSet<>();
    private final Map<String, Set<String>> superTypes = new HashMap<>();

    void read(Source source, CompilationUnitTree unit) {
        Set<String> constants = new HashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getModifiers().getFlags().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))) {
                    constants.add(variable.getName().toString());
                }
                return super.visitVariable(variable, nothing);
            }

            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                type(type);
                return super.visitClass(type, nothing);
            }

            @Override
            public Void visitSwitch(SwitchTree tree, Void nothing) {
                cases(source, tree.getExpression(), constants, tree.getCases());
                return super.visitSwitch(tree, nothing);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
                cases(source, tree.getExpression(), constants, tree.getCases());
                return super.visitSwitchExpression(tree, nothing);
            }
        }.scan(unit, null);
    }

    /** Of all files that were read: where, and over what. */
    List<String> overNamedCases() {
        return open.stream()
                .filter(one -> one.labels().stream()
                        .filter(label -> !(label instanceof DefaultCaseLabelTree) && !isNull(label))
                        .allMatch(label -> namesCase(label, one.constants())))
                .map(one -> "%s: switch %s".formatted(one.source(), one.selector()))
                .toList();
    }

    private void type(ClassTree type) {
        String name = type.getSimpleName().toString();
        if (type.getKind() == Kind.ENUM) {
            enums.add(name);
        }
        if (type.getModifiers().getFlags().contains(Modifier.SEALED)) {
            sealed.add(name);
        }
        Set<String> named = superTypes.computeIfAbsent(name, first -> new HashSet<>());
        type.getImplementsClause().forEach(implemented -> named.add(simpleName(implemented)));
        Optional.ofNullable(type.getExtendsClause()).ifPresent(extended -> named.add(simpleName(extended)));
        // The sandbox has types of the same name as those that they implement.
        named.remove(name);
    }

    private void cases(Source source, ExpressionTree selector, Set<String> constants, List<? extends CaseTree> cases) {
        List<? extends CaseLabelTree> labels =
                cases.stream().flatMap(one -> one.getLabels().stream()).toList();
        if (labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)) {
            open.add(new Open(source, selector, constants, labels));
        }
    }

    private static boolean isNull(CaseLabelTree label) {
        return label instanceof ConstantCaseLabelTree constant
                && constant.getConstantExpression().getKind() == Kind.NULL_LITERAL;
    }

    private boolean namesCase(CaseLabelTree label, Set<String> constants) {
        return switch (label) {
            case ConstantCaseLabelTree constant -> isOfAnEnum(constant.getConstantExpression(), constants);
            case PatternCaseLabelTree pattern -> isSealed(typeOf(pattern.getPattern()));
            default -> false;
        };
    }

    private boolean isOfAnEnum(ExpressionTree constant, Set<String> constants) {
        return switch (constant) {
            case IdentifierTree bare -> !constants.contains(bare.getName().toString());
            case MemberSelectTree qualified -> enums.contains(simpleName(qualified.getExpression()));
            default -> false;
        };
    }

    private boolean isSealed(String type) {
        return superTypes.getOrDefault(type, Set.of()).stream()
                .anyMatch(superType -> sealed.contains(superType) || isSealed(superType));
    }

    private static String typeOf(PatternTree pattern) {
        return switch (pattern) {
            case BindingPatternTree binding -> simpleName(binding.getVariable().getType());
            case DeconstructionPatternTree record -> simpleName(record.getDeconstructor());
            default -> "";
        };
    }

    private static String simpleName(Tree type) {
        String name = type.toString().replaceAll("<.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
