package org.ltet.portal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the layout: modules and who may use whom, SQL kept at home, time from the clock. */
class ArchitectureTest {

    private static final JavaClasses PORTAL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ltet.portal");

    private static final Path SOURCES = Path.of("src", "main", "java", "org", "ltet", "portal");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final List<String> SCHEMAS = List.of(
            "operations",
            "identity",
            "audit",
            "documents",
            "schemes",
            "people",
            "applications",
            "review",
            "payments",
            "notifications");

    @Test
    void modulesUseEachOthersPublicFaceOnlyAndWithoutCycles() {
        ApplicationModules.of(PortalApplication.class).verify();
    }

    @Test
    void nobodyDependsOnTheModulesThatOnlyListen() {
        for (String listener : List.of("integrations", "reporting", "notifications", "audit")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ltet.portal." + listener + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ltet.portal." + listener + "..")
                    .allowEmptyShould(true)
                    .check(PORTAL);
        }
    }

    @Test
    void timeComesFromTheClock() {
        DescribedPredicate<JavaClass> timeTypes = DescribedPredicate.describe(
                "time types",
                type -> Set.of(Instant.class.getName(), LocalDate.class.getName(), LocalDateTime.class.getName())
                        .contains(type.getName()));
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "now() without a clock",
                        call -> call.getName().equals("now")
                                && timeTypes.test(call.getTargetOwner())
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(PORTAL);
    }

    @Test
    void noFolderIsNamedAfterATechnicalLayer() {
        noClasses()
                .should()
                .resideInAnyPackage("..service..", "..impl..", "..util..", "..utils..", "..dto..", "..helper..")
                .check(PORTAL);
    }

    @Test
    void controllersStayInsideTheirModule() {
        classes()
                .that(simpleNameEndingWith("Controller"))
                .should()
                .resideInAPackage("..web..")
                .andShould()
                .notBePublic()
                .check(PORTAL);
        classes()
                .that(simpleNameEndingWith("Api").and(resideInAPackage("..api..")))
                .should()
                .notBePublic()
                .check(PORTAL);
    }

    @Test
    void moneyIsNeverAFloatingPointNumber() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("..applications..", "..payments..", "..schemes..", "..review..")
                .should()
                .haveRawReturnType(double.class)
                .orShould()
                .haveRawReturnType(float.class)
                .check(PORTAL);
        methods()
                .that()
                .areDeclaredIn(org.ltet.portal.shared.Money.class)
                .and()
                .haveName("amount")
                .should()
                .haveRawReturnType(java.math.BigDecimal.class)
                .check(PORTAL);
    }

    @Test
    void sqlOfOneModuleNeverNamesAnotherModulesSchema() throws IOException {
        Map<String, Pattern> uses = SCHEMAS.stream()
                .collect(java.util.stream.Collectors.toMap(
                        schema -> schema,
                        schema -> Pattern.compile("(?is)\\b(from|join|into|update|table|references|on|using)\\s+"
                                + schema + "\\.[a-z_]+\\b")));
        for (String module : SCHEMAS) {
            for (Path root : List.of(SOURCES.resolve(module), MIGRATIONS.resolve(module))) {
                if (!Files.isDirectory(root)) {
                    continue;
                }
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        String text = Files.readString(file);
                        uses.forEach((schema, pattern) -> {
                            if (!schema.equals(module)) {
                                Matcher matcher = pattern.matcher(text);
                                assertThat(matcher.find())
                                        .as("%s names the schema of module %s", file, schema)
                                        .isFalse();
                            }
                        });
                    }
                }
            }
        }
    }
}
