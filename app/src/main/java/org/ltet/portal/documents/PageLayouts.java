package org.ltet.portal.documents;

import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of the words and their places. They say what the document says, so they lie sealed, as the reading does. */
@Component
class PageLayouts {

    static final SealedColumn CONTENT = SealedColumn.of("documents.page_layout", "content");

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final JsonMapper mapper = JsonMapper.shared();

    PageLayouts(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    void insert(UUID documentId, PageLayout layout) {
        jdbc.sql("insert into documents.page_layout (id, content) values (:id, :content)")
                .param("id", documentId)
                .param("content", cipher.encrypt(mapper.writeValueAsString(layout), CONTENT.at(documentId)))
                .update();
    }

    Optional<PageLayout> find(UUID documentId) {
        return jdbc.sql("select content from documents.page_layout where id = :id")
                .param("id", documentId)
                .query(byte[].class)
                .optional()
                .map(content -> mapper.readValue(cipher.decrypt(content, CONTENT.at(documentId)), PageLayout.class));
    }
}
