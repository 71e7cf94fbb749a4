package org.ltet.portal.documents;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Moves the documents to another store and ends, when the portal is started with the argument --move-documents: exit
 * status 0 when all are there, 3 when some stay where they were.
 */
@Component
class MoveDocumentsCommand implements ApplicationRunner {

    private static final int SOME_STAY = 3;

    private final MoveDocuments documents;
    private final ConfigurableApplicationContext context;

    MoveDocumentsCommand(MoveDocuments documents, ConfigurableApplicationContext context) {
        this.documents = documents;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("move-documents")) {
            MoveDocuments.Moved moved = documents.run();
            System.out.println(moved.moved() + " files moved, " + moved.there() + " were there already, "
                    + moved.failed() + " could not be moved.");
            int status = moved.failed() == 0 ? 0 : SOME_STAY;
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }
}
