package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the {@link Page} of a request; handler methods take it as an argument. */
@Component
public class Pages implements HandlerMethodArgumentResolver {

    private final MessageSource messages;
    private final Supplier<Optional<Viewers>> viewers;
    private final Supplier<List<NavigationContribution>> navigation;
    private final Supplier<Optional<Bell>> bell;

    Pages(
            MessageSource messages,
            ObjectProvider<Viewers> viewers,
            ObjectProvider<NavigationContribution> navigation,
            ObjectProvider<Bell> bell) {
        this.messages = messages;
        // Looked up once: every page asks, and the answer stays.
        this.viewers = SingletonSupplier.of(() -> Optional.ofNullable(viewers.getIfAvailable()));
        this.navigation = SingletonSupplier.of(() -> navigation.stream().toList());
        this.bell = SingletonSupplier.of(() -> Optional.ofNullable(bell.getIfAvailable()));
    }

    public Page of(HttpServletRequest request) {
        Optional<Viewer> viewer = viewers.get().flatMap(Viewers::current);
        return new Page(
                new Words(messages, RequestContextUtils.getLocale(request)),
                viewer.orElse(null),
                request.getRequestURI(),
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "",
                viewer.map(this::items).orElse(List.of()),
                flash(request),
                request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null,
                HttpMethod.POST.matches(request.getMethod()),
                viewer.flatMap(known -> bell.get().map(bells -> bells.unread(known)))
                        .orElse(0));
    }

    private List<NavigationItem> items(Viewer viewer) {
        return navigation.get().stream()
                .flatMap(contribution -> contribution.items(viewer).stream())
                .sorted(Comparator.comparingInt(NavigationItem::order))
                .toList();
    }

    private static @Nullable Flash flash(HttpServletRequest request) {
        Map<String, ?> attributes = RequestContextUtils.getInputFlashMap(request);
        return attributes != null && attributes.get(Flash.ATTRIBUTE) instanceof Flash flash ? flash : null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("A page belongs to a web request");
        }
        return of(servletRequest);
    }
}
