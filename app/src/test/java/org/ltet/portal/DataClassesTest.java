package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("All data has a level, and what is sealed is named (SEC-3; ASVS 14.1.1)")
class DataClassesTest {

    private static final Path DOCUMENT = Path.of("../docs/security/data.md");
    private static final Pattern NAME = Pattern.compile("`([a-z]+\\.[a-z_]+(?:\\.[a-z_]+)?)`");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<SealedColumn> sealed;

    @Test
    void eachTableHasOneLevel() throws Exception {
        List<String> tables = jdbc.sql("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and not c.relispartition
                          and n.nspname not in ('pg_catalog', 'information_schema', 'public')
                          and n.nspname !~ '^pg_(temp|toast)'
                        """).query(String.class).list();
        assertThat(named("## Tables")).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void eachSealedColumnIsNamed() throws Exception {
        assertThat(sealed).isNotEmpty();
        assertThat(named("## Sealed columns"))
                .containsExactlyInAnyOrderElementsOf(sealed.stream()
                        .map(column -> column.table() + "." + column.column())
                        .toList());
    }

    private static List<String> named(String heading) throws IOException {
        String whole = Files.readString(DOCUMENT);
        String rest = whole.substring(whole.indexOf(heading) + heading.length());
        int next = rest.indexOf("\n## ");
        return NAME.matcher(next < 0 ? rest : rest.substring(0, next))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
    }
}
