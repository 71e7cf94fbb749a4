package org.ltet.portal.web;

import jakarta.servlet.ServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Notes at a request that it began to commit: from then on nobody can say that a failure left nothing behind. */
@Component
class CommitsOfRequests implements TransactionExecutionListener {

    private static final String BEGUN = CommitsOfRequests.class.getName();

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && transaction.isNewTransaction() && !transaction.isReadOnly()) {
            request.setAttribute(BEGUN, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    static boolean mayHaveCommitted(ServletRequest request) {
        return request.getAttribute(BEGUN) != null;
    }
}
